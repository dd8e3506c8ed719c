import { type Shape, shapes, sides } from './shapes.ts'

/** What the drawing table shows. It stands in the address, so that a reload or a shared link shows the same pictures. */
export type View = {
  /** Which model draws: `work:0x…` or `job:…`; the studio's own when it is left out. */
  readonly model?: string | undefined
  readonly mix?: string | undefined
  /** The first seed of the grid. */
  readonly from?: number | undefined
  /** Seeds that stay when the others are shuffled. */
  readonly lock?: readonly number[] | undefined
  readonly shape?: Shape | undefined
  /** How far from typical, in per cent. */
  readonly wild?: number | undefined
  /** A work to make something new of; leads on to publishing. */
  readonly parent?: string | undefined
  /** The longer side of a finished picture, in pixels. */
  readonly side?: number | undefined
  /** The seed whose neighbors are shown instead of a row of seeds. */
  readonly around?: number | undefined
}

/** Reads an address; what cannot be read is left out. */
export function parseView(search: Record<string, unknown>): View {
  const { model, mix, from, lock, shape, wild, side, around, parent } = search
  const view = {
    model: modelIn(model),
    parent: isHash(parent) ? parent : undefined,
    mix: typeof mix === 'string' ? mix : undefined,
    from: seedIn(from),
    lock: Array.isArray(lock) ? lock.flatMap((seed) => seedIn(seed) ?? []).slice(0, 24) : undefined,
    shape: typeof shape === 'string' && Object.hasOwn(shapes, shape) ? (shape as Shape) : undefined,
    wild: typeof wild === 'number' && wild >= 0 && wild <= 200 ? Math.round(wild) : undefined,
    side: (sides as readonly unknown[]).includes(side) ? Number(side) : undefined,
    around: seedIn(around),
  }
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined))
}

/** The seeds of the grid: those that are locked first, then the row. */
export function gridSeeds(locked: readonly number[], row: readonly number[]): number[] {
  return [...new Set([...locked, ...row])].slice(0, Math.max(row.length, locked.length))
}

/** A work may be named by its id alone. */
function modelIn(value: unknown): string | undefined {
  if (isHash(value)) return `work:${value}`
  return typeof value === 'string' && /^(work:0x[0-9a-f]{64}|job:[\w-]{1,64})$/.test(value) ? value : undefined
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value)
}

function seedIn(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 32 ? Number(value) : undefined
}
