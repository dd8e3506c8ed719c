import { resolve } from 'node:path'
import { Progress } from '../terminal/Progress.ts'
import { type Paint, paintFor } from '../terminal/paint.ts'

/** The options every command understands. */
export type GlobalOptions = {
  readonly json?: boolean
  readonly home?: string
  readonly rpc?: string
  readonly debug?: boolean
}

/** What a command is handed: the global options, and ways to talk to the person while it works. */
export class Context {
  readonly json: boolean
  readonly debug: boolean
  /** The folder with keys, store, journal and settings, as an absolute path. */
  readonly home: string
  /** The chain named on the command line; none means the one in the home's settings. */
  readonly rpc: string | undefined
  /** Styles for what goes to stdout (answers). */
  readonly paint: Paint
  /** Styles for what goes to stderr (notes and progress). */
  readonly notePaint: Paint
  #cancel: AbortController | undefined
  #resume = 'Nothing is lost: run the same command again and it goes on from the journal.'

  constructor(options: GlobalOptions) {
    this.json = options.json ?? false
    this.debug = options.debug ?? false
    this.home = resolve(options.home ?? (process.env.TRIBUTARY_HOME || '.tributary'))
    this.rpc = options.rpc
    this.paint = paintFor(process.stdout)
    this.notePaint = paintFor(process.stderr)
  }

  /** A remark for the person; stdout stays free for the answer. */
  note(text: string): void {
    process.stderr.write(`${text}\n`)
  }

  /** Starts showing the progress of long work. */
  progress(label: string, total: number, done = 0): Progress {
    return new Progress({ stream: process.stderr, label, total, done })
  }

  /**
   * Takes Ctrl-C into the command's own hands: the signal aborts, the command stops at the next safe place.
   * Without this call Ctrl-C ends the process at once.
   */
  cancellable(resume: string): AbortSignal {
    this.#resume = resume
    this.#cancel = new AbortController()
    return this.#cancel.signal
  }

  /** How to go on after an interruption. */
  get resume(): string {
    return this.#resume
  }

  /** Passes a Ctrl-C on to the command; false when the command does not listen, or heard one already. */
  interrupt(): boolean {
    if (this.#cancel === undefined || this.#cancel.signal.aborted) return false
    this.#cancel.abort()
    return true
  }
}
