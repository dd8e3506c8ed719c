import type { Verdict } from '@tributary/provenance'

/** What a judge is busy with, in the order in which it happens. */
export const steps = ['load', 'credential', 'pixels', 'known', 'model', 'redraw', 'chain'] as const
export type Step = (typeof steps)[number]

/** What left this device while a file was judged: never the file, only the names of what was asked for. */
export type Asked = {
  /** Hashes that the studio was asked whether it knows them. */
  readonly hashes: readonly string[]
  /** Public records, license texts and models that were fetched. Unit of `bytes`: bytes. */
  readonly fetched: { readonly blocks: number; readonly bytes: number }
  /** Whether the chain was asked about the work. */
  readonly chain: boolean
}

/** A verdict, and how it came about. */
export type Judgement = {
  readonly verdict: Verdict.Verdict
  readonly asked: Asked
  /** Which steps this device made by itself. */
  readonly here: readonly Step[]
  /** Unit: milliseconds. */
  readonly took: number
}

/** What a judge must know before it starts. */
export type Setting = {
  /** Where this studio is: an origin. */
  readonly origin: string
  /** Where the chain is reached: an absolute URL. */
  readonly rpc: string
  readonly chainId: number
}

export type Task = { readonly setting: Setting; readonly bytes: Uint8Array<ArrayBuffer> }
export type News =
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'done'; readonly judgement: Judgement }
  | { readonly type: 'failed'; readonly message: string }
