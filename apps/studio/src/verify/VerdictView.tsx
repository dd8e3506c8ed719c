import { joined } from '../design/index.ts'
import type { Tone, Words } from './verdict.ts'

const tones: { readonly [tone in Tone]: string } = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  plain: 'text-ink',
}

/** The one plain answer, in large type. */
export function VerdictView({ words, file }: { readonly words: Words; readonly file: File }) {
  return (
    <section aria-live="polite" className="animate-rise">
      <p className="overline-label">{file.name}</p>
      <h2 className={joined('mt-3 font-serif text-display', tones[words.tone])}>{words.title}</h2>
      <p className="mt-4 max-w-prose text-lead text-muted">{words.detail}</p>
    </section>
  )
}
