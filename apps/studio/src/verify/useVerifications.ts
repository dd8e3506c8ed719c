import { useCallback, useEffect, useMemo, useReducer } from 'react'
import { openJudge } from './judge/Judge.ts'
import type { Judgement, Setting, Step } from './judge/Judgement.ts'

/** A file that was handed in, and how far its verification is. */
export type Verification = {
  readonly id: number
  readonly file: File
  /** Where the page itself can show the file. */
  readonly url: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'canceled'
  readonly step?: Step
  readonly judgement?: Judgement
  readonly error?: unknown
}

type Change = { readonly add: readonly Verification[] } | ({ readonly id: number } & Partial<Verification>)

let nextId = 1

/** Verifies files one after another, in this browser. */
export function useVerifications(setting: Setting | undefined) {
  const [verifications, change] = useReducer(reduce, [])
  const judge = useMemo(() => setting && openJudge(setting), [setting])
  const stops = useMemo(() => new Map<number, AbortController>(), [])
  useEffect(() => () => judge?.close(), [judge])

  const add = useCallback((files: readonly File[]) => change({ add: files.map(toWaiting) }), [])
  // A file may come before the page has heard which studio to ask; it waits then, and is not lost.
  useEffect(() => {
    if (judge === undefined) return
    for (const { id, file, state } of verifications) {
      if (state !== 'waiting' || stops.has(id)) continue
      const stop = new AbortController()
      stops.set(id, stop)
      const onStep = (step: Step) => change({ id, state: 'running', step })
      judge.judge(file, onStep, stop.signal).then(
        (judgement) => change({ id, state: 'done', judgement }),
        (error: unknown) => change(stop.signal.aborted ? { id, state: 'canceled' } : { id, state: 'failed', error }),
      )
    }
  }, [judge, stops, verifications])
  const cancel = useCallback(
    (id: number) => {
      const stop = stops.get(id)
      if (stop === undefined) change({ id, state: 'canceled' })
      else stop.abort()
    },
    [stops],
  )
  return { verifications, add, cancel }
}

function toWaiting(file: File): Verification {
  return { id: nextId++, file, url: URL.createObjectURL(file), state: 'waiting' }
}

function reduce(all: readonly Verification[], next: Change): readonly Verification[] {
  if ('add' in next) return [...next.add, ...all]
  return all.map((one) => (one.id === next.id ? { ...one, ...next } : one))
}
