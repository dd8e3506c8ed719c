import type { Context } from '../frame/Context.ts'
import type { Step } from '../report/Report.ts'

/** Tells the story as it happens, one line a step, and remembers it for the report. */
export class Narrator {
  readonly #context: Context
  readonly #steps: Step[] = []
  #chapters = 0

  constructor(context: Context) {
    this.#context = context
  }

  /** Everything told so far. */
  get steps(): readonly Step[] {
    return this.#steps
  }

  chapter(title: string): void {
    const { notePaint } = this.#context
    this.#chapters++
    this.#context.note(`\n${notePaint.bold(`${this.#chapters}  ${title}`)}`)
  }

  /** A step that is done; `sent` is its transaction, if it took one. */
  step(name: string, note: string, sent?: { readonly gas: bigint }): void {
    const { notePaint } = this.#context
    this.#steps.push(sent === undefined ? { name, note } : { name, note, gas: `${sent.gas}` })
    const cost = sent === undefined ? '' : notePaint.dim(`  ${sent.gas.toLocaleString('en-US')} gas`)
    this.#context.note(`   ${notePaint.good('✓')} ${name.padEnd(nameWidth)} ${note}${cost}`)
  }
}

const nameWidth = 22
