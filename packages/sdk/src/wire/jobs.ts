import { z } from 'zod'
import { address, amount, hash, problem, time } from './primitives.ts'
import { picture } from './works.ts'

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

/**
 * Work that takes a while.
 *
 * `GET /v1/jobs/{id}/events` sends server-sent events of the name `job`, each with an id and the whole job as it was then.
 * The stream begins with everything that happened so far, or after `Last-Event-ID`, and closes when the job has ended.
 */
export const job = z.object({
  id: z.string(),
  kind: jobKind,
  state: jobState,
  title: z.string(),
  /** What was asked for, as it was posted. */
  input: z.record(z.string(), z.unknown()).optional(),
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

const name = z.string().trim().min(1).max(120)
const seed = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1)

/** A weight or a share of a mix, by style. */
export const style = z.union([z.string().min(1).max(64), z.record(z.string(), z.number().nonnegative())])
export type Style = z.infer<typeof style>

/** A model that can draw: a published work, or what a training job of the same person led to, or an uploaded file. */
export const modelSource = z.union([
  z.object({ work: hash }).strict(),
  z.object({ job: z.string() }).strict(),
  z.object({ upload: hash }).strict(),
])
export type ModelSource = z.infer<typeof modelSource>

/** Uploaded pictures and whose they are become a data set. */
export const datasetInput = z.object({
  kind: z.literal('dataset'),
  name,
  pictures: z
    .array(
      z.object({
        upload: hash,
        /** Who made it; also the name of the style that a model will have for it. */
        contributor: z.string().trim().min(1).max(64),
        /** What the file is called in the manifest; its id by default. */
        name: z.string().min(1).max(200).optional(),
        /** How much it counts among all pictures; 1 by default. */
        weight: amount.optional(),
      }),
    )
    .min(1)
    .max(5_000),
  /** Where contributors are paid, as far as it is known. */
  contributors: z
    .array(z.object({ name: z.string(), address }))
    .max(1_000)
    .optional(),
})
/** What a `dataset` job leads to. */
export const datasetResult = z.object({
  /** Identity of the data set. */
  root: hash,
  /** All pictures that count: duplicates are left out. */
  pictures: z.number().int(),
  contributors: z.array(
    z.object({ name: z.string(), address: address.optional(), weight: amount, pictures: z.number().int() }),
  ),
  warnings: z.array(z.string()),
  /** All pictures small, a row or more for each contributor. */
  sheet: picture,
  /** The manifest, as text. */
  manifest: z.string(),
})

/** A data set becomes a model. */
export const trainInput = z.object({
  kind: z.literal('train'),
  name,
  /** The `dataset` job whose pictures are learned. */
  dataset: z.object({ job: z.string() }).strict(),
  seed: seed.optional(),
  steps: z.number().int().min(1).max(200_000).optional(),
  /** Other settings of the engine that differ from its defaults. */
  settings: z.record(z.string(), z.union([z.number(), z.boolean()])).optional(),
  /** A model to go on from. */
  parent: modelSource.optional(),
  /** Steps between two sample sheets; 100 by default. */
  samples: z.number().int().min(10).max(100_000).optional(),
  /** A `train` job of the same input that failed or was canceled: this one goes on from what it kept. */
  resume: z.string().max(64).optional(),
})
/** What stands in `progress.details` while a model is trained; the unit is `steps`. */
export const trainDetails = z.object({
  losses: z.object({ generator: z.number(), discriminator: z.number(), penalty: z.number() }).optional(),
  /** Steps a second. */
  rate: z.number().optional(),
  /** The newest sample sheet: a row of pictures for each style, always of the same seeds. */
  sheet: picture.extend({ step: z.number().int() }).optional(),
  /** How varied each style's pictures are; 1 is as varied as the artist's. */
  variety: z.record(z.string(), z.number()).optional(),
  warnings: z.array(z.string()).optional(),
  /** Steps that are kept: another job may go on from there, however this one ends. */
  kept: z.number().int().optional(),
})
/** What a `train` job leads to. */
export const trainResult = z.object({
  model: z.object({
    /** SHA-256 of the model file. */
    hash,
    name: z.string(),
    styles: z.array(z.string()),
    steps: z.number().int(),
    seed: z.number().int(),
    parameters: z.number().int(),
    /** The model file, to download. */
    src: z.string(),
    size: z.number().int(),
  }),
  dataset: z.object({ job: z.string(), root: hash }),
  /** The model card, in Markdown. */
  card: z.string(),
  sheet: picture.optional(),
  losses: z.array(
    z.object({ step: z.number().int(), generator: z.number(), discriminator: z.number(), penalty: z.number() }),
  ),
  warnings: z.array(z.string()),
})

/** A model draws pictures. */
export const generateInput = z.object({
  kind: z.literal('generate'),
  model: modelSource,
  seeds: z.array(seed).min(1).max(64),
  /** A style by name or a mix by weights; the model's first by default. */
  style: style.optional(),
  width: z.number().int().min(16).max(4096).default(512),
  height: z.number().int().min(16).max(4096).default(512),
  /** `truncation`, `zoom`, `x`, `y`. */
  parameters: z.record(z.string(), z.number()).optional(),
})
/** A picture that was drawn. */
export const drawn = picture.extend({ seed, recipe: z.record(z.string(), z.unknown()) })
/** What stands in `progress.details` while a model draws; the unit is `pictures`. Each event carries the one just drawn. */
export const generateDetails = z.object({ picture: drawn })
/** What a `generate` job leads to. */
export const generateResult = z.object({
  model: z.object({
    hash,
    name: z.string(),
    styles: z.array(z.string()),
    work: hash.optional(),
    job: z.string().optional(),
  }),
  pictures: z.array(drawn),
})

/** A draft is made ready: see `POST /v1/drafts`, which starts this job itself. */
export const publishInput = z.object({ kind: z.literal('publish'), draft: z.string() })
export const publishResult = z.object({ draft: z.string(), works: z.array(hash) })

/** An upload is verified; for small files `POST /v1/verifications` answers at once. */
export const verifyInput = z.object({ kind: z.literal('verify'), upload: hash })

/** What `POST /v1/jobs` takes. The answer is the job; its result has the form of its kind. */
export const jobInput = z.discriminatedUnion('kind', [datasetInput, trainInput, generateInput, verifyInput])

export type DatasetInput = z.infer<typeof datasetInput>
export type DatasetResult = z.infer<typeof datasetResult>
export type TrainInput = z.infer<typeof trainInput>
export type TrainDetails = z.infer<typeof trainDetails>
export type TrainResult = z.infer<typeof trainResult>
export type GenerateInput = z.infer<typeof generateInput>
export type GenerateDetails = z.infer<typeof generateDetails>
export type GenerateResult = z.infer<typeof generateResult>
export type Drawn = z.infer<typeof drawn>
export type PublishInput = z.infer<typeof publishInput>
export type PublishResult = z.infer<typeof publishResult>
export type VerifyInput = z.infer<typeof verifyInput>
export type JobInput = z.infer<typeof jobInput>
