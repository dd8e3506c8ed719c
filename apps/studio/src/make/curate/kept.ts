import { useSyncExternalStore } from 'react'
import { keyOf, type Sketch } from '../pictures/seeds.ts'
import { type Shape, shapes } from '../pictures/shapes.ts'

/** A picture that somebody wants to go on with. */
export type Kept = {
  readonly model: string
  readonly shape: Shape
  /** The longer side of the finished picture, in pixels. */
  readonly side: number
  readonly sketch: Sketch
}

const place = 'tributary.make.kept'
/** As many as one draft may hold. */
export const mostKept = 64

let kept = load()
const listeners = new Set<() => void>()

/** What was kept, oldest first. It outlives a reload, and is the same in every tab. */
export function useKept(): readonly Kept[] {
  return useSyncExternalStore(subscribe, () => kept)
}

/** Two pictures of the same key are the same picture, at whatever size. */
export function keptKey({ model, shape, sketch }: Kept): string {
  return `${model} ${shape} ${keyOf(sketch)}`
}

/** Keeps a picture, or lets it go again. Says whether it is kept now. */
export function toggleKept(picture: Kept): boolean {
  const key = keptKey(picture)
  const others = kept.filter((other) => keptKey(other) !== key)
  const isNew = others.length === kept.length && kept.length < mostKept
  store(isNew ? [...kept, picture] : others.length === kept.length ? kept : others)
  return isNew
}

export function letGo(pictures: readonly Kept[]): void {
  const keys = new Set(pictures.map(keptKey))
  store(kept.filter((other) => !keys.has(keptKey(other))))
}

function store(next: readonly Kept[]): void {
  kept = next
  localStorage.setItem(place, JSON.stringify(next))
  for (const listener of listeners) listener()
}

function load(): readonly Kept[] {
  try {
    const value: unknown = JSON.parse(globalThis.localStorage?.getItem(place) ?? '[]')
    return Array.isArray(value) ? value.filter(isKept).slice(0, mostKept) : []
  } catch {
    return []
  }
}

function isKept(value: unknown): value is Kept {
  const { model, shape, side, sketch } = (value ?? {}) as Partial<Kept>
  return (
    typeof model === 'string' &&
    model !== '' &&
    Object.hasOwn(shapes, shape ?? '') &&
    !!side &&
    typeof sketch?.seed === 'number'
  )
}

function subscribe(listener: () => void): () => void {
  const reload = (event: StorageEvent) => {
    if (event.key !== place) return
    kept = load()
    listener()
  }
  listeners.add(listener)
  addEventListener('storage', reload)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', reload)
  }
}
