import type { WriteStream } from 'node:tty'
import { styleText } from 'node:util'

/** The few styles the command line uses, bound to one stream. */
export type Paint = {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly warn: (text: string) => string
  readonly accent: (text: string) => string
}

type Format = Parameters<typeof styleText>[0]

/** Styles for a stream: plain text unless it is a terminal, and always plain under `NO_COLOR`. */
export function paintFor(stream: NodeJS.WriteStream | WriteStream): Paint {
  const style =
    (format: Format) =>
    (text: string): string =>
      styleText(format, text, { stream })
  return {
    bold: style('bold'),
    dim: style('dim'),
    good: style('green'),
    bad: style('red'),
    warn: style('yellow'),
    accent: style('cyan'),
  }
}
