import { performance } from 'node:perf_hooks'
import { formatDuration } from './format.ts'

/** How often a terminal is redrawn, and how often a log file gets a line (milliseconds). */
const redrawEvery = 100
const logEvery = 5_000
const barWidth = 24

/** Progress of long work: one redrawn line on a terminal, a plain line every few seconds elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #label: string
  readonly #started = performance.now()
  #total: number
  #first = 0
  #done = 0
  #shownAt = Number.NEGATIVE_INFINITY
  #shown = -1

  constructor(options: { stream: NodeJS.WriteStream; label: string; total: number; done?: number }) {
    this.#stream = options.stream
    this.#label = options.label
    this.#total = options.total
    this.#first = options.done ?? 0
    this.#done = this.#first
  }

  /** Says that `done` of the total are done; `note` (a loss, a file name) follows the numbers. The total may change. */
  update(done: number, note = '', total: number = this.#total): void {
    this.#done = done
    this.#total = total
    const now = performance.now()
    if (now - this.#shownAt < (this.#stream.isTTY ? redrawEvery : logEvery)) return
    this.#shownAt = now
    this.#draw(note)
  }

  /** Draws the last state for good and moves to the next line. */
  finish(note = ''): void {
    if (this.#stream.isTTY || this.#shown !== this.#done) this.#draw(note)
    if (this.#stream.isTTY) this.#stream.write('\n')
  }

  /** Writes a line that stays, above the moving one. */
  line(text: string): void {
    this.#stream.write(this.#stream.isTTY ? `\r\u001B[2K${text}\n` : `${text}\n`)
  }

  #draw(note: string): void {
    this.#shown = this.#done
    const text = this.#text(note)
    if (!this.#stream.isTTY) {
      this.#stream.write(`${text}\n`)
      return
    }
    this.#stream.write(`\r\u001B[2K${cut(text, this.#stream.columns ?? 80)}`)
  }

  #text(note: string): string {
    const part = this.#total > 0 ? Math.min(1, this.#done / this.#total) : 0
    const seconds = (performance.now() - this.#started) / 1000
    const rate = seconds > 0 ? (this.#done - this.#first) / seconds : 0
    const eta = rate > 0 ? formatDuration((this.#total - this.#done) / rate) : '?'
    const filled = Math.round(part * barWidth)
    const bar = this.#stream.isTTY ? ` ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}` : ''
    const speed = `${rate.toFixed(1)} it/s`
    const left = this.#done >= this.#total ? formatDuration(seconds) : `ETA ${eta}`
    const percent = `${Math.floor(part * 100)} %`.padStart(6)
    return [`${this.#label}${bar}${percent}  ${this.#done}/${this.#total}`, speed, left, note]
      .filter(Boolean)
      .join('  ')
  }
}

/** A line wider than the terminal would wrap, and could not be redrawn. */
function cut(text: string, columns: number): string {
  return [...text].slice(0, Math.max(0, columns - 1)).join('')
}
