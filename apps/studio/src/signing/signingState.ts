import { useSyncExternalStore } from 'react'
import type { BaseError } from '../BaseError.ts'
import { afterReload, hasBegun, isDone, type Signing } from './Signing.ts'

/** What the sheet shows. */
export type Shown = {
  readonly signing: Signing | undefined
  readonly running: boolean
  readonly trouble: BaseError | undefined
}

const key = 'tributary.signing'
const nothing: Shown = { signing: undefined, running: false, trouble: undefined }

let shown: Shown = nothing
const listeners = new Set<() => void>()

export function useShown(): Shown {
  return useSyncExternalStore(subscribe, currentShown)
}

export function currentShown(): Shown {
  return shown
}

/** Changes what is shown, and keeps on disk whatever must not be forgotten. */
export function show(change: Partial<Shown>): void {
  shown = { ...shown, ...change }
  const { signing } = shown
  if (signing && hasBegun(signing) && !isDone(signing)) localStorage.setItem(key, JSON.stringify(signing))
  else localStorage.removeItem(key)
  for (const listener of listeners) listener()
}

export function hide(): void {
  show(nothing)
}

/** What a reload or a crash interrupted. */
export function interrupted(): Signing | undefined {
  const text = localStorage.getItem(key)
  return text === null ? undefined : afterReload(JSON.parse(text) as Signing)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
