import { z } from 'zod'
import { problem, time } from './primitives.ts'

export const jobKind = z.enum(['dataset', 'train', 'generate', 'publish', 'verify'])
export const jobState = z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled'])

/** Where a job stands. `done` of `total` `unit`s; whatever else the kind of job shows stands in `details`. */
export const progress = z.object({
  done: z.number(),
  total: z.number(),
  unit: z.string(),
  secondsLeft: z.number().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type Progress = z.infer<typeof progress>

/** Work that takes a while. Its events come from `GET /v1/jobs/{id}/events`. */
export const job = z.object({
  id: z.string(),
  kind: jobKind,
  state: jobState,
  title: z.string(),
  progress: progress.optional(),
  /** What came of it; its form depends on the kind. */
  result: z.record(z.string(), z.unknown()).optional(),
  problem: problem.optional(),
  created: time,
  started: time.optional(),
  ended: time.optional(),
})
export type Job = z.infer<typeof job>
export type JobKind = z.infer<typeof jobKind>
export type JobState = z.infer<typeof jobState>
