import { Icon, joined } from '../design/index.ts'
import type { Verification } from './useVerifications.ts'
import { type Tone, wordsOf } from './verdict.ts'

type FileListProps = {
  readonly verifications: readonly Verification[]
  readonly shown: number
  readonly onChoose: (id: number) => void
}

const marks: {
  readonly [tone in Tone]: { readonly icon: 'check' | 'warning' | 'close' | 'info'; readonly color: string }
} = {
  good: { icon: 'check', color: 'text-good' },
  warn: { icon: 'warning', color: 'text-warn' },
  bad: { icon: 'close', color: 'text-bad' },
  plain: { icon: 'info', color: 'text-muted' },
}

/** Every file that was handed in, each with its answer in short. */
export function FileList({ verifications, shown, onChoose }: FileListProps) {
  return (
    <ul aria-label="Files" className="mt-6 flex gap-2 overflow-x-auto pb-2">
      {verifications.map((verification) => (
        <li key={verification.id}>
          <button
            type="button"
            aria-current={verification.id === shown}
            onClick={() => onChoose(verification.id)}
            className={joined(
              'flex w-52 items-center gap-3 border-b-2 py-2 text-left text-small transition-colors duration-120',
              verification.id === shown ? 'border-ink' : 'border-transparent text-muted hover:text-ink',
            )}
          >
            <Mark verification={verification} />
            <span className="min-w-0">
              <span className="block truncate">{verification.file.name}</span>
              <span className="block truncate text-caption text-muted">{stateOf(verification)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Mark({ verification: { judgement } }: { readonly verification: Verification }) {
  if (judgement === undefined) return <Icon name="more" />
  const { icon, color } = marks[wordsOf(judgement.verdict, undefined).tone]
  return (
    <span className={color}>
      <Icon name={icon} />
    </span>
  )
}

function stateOf({ state, judgement }: Verification): string {
  if (judgement !== undefined) return wordsOf(judgement.verdict, undefined).title
  return { waiting: 'Waiting', running: 'Verifying', failed: 'Failed', canceled: 'Canceled', done: '' }[state]
}
