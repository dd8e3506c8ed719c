import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../data/index.ts'
import { Icon, joined, nameOf, Problem, shortened } from '../design/index.ts'
import { Allowed } from './Allowed.tsx'
import { Busy } from './Busy.tsx'
import { DifferenceView } from './DifferenceView.tsx'
import { EvidenceChain } from './EvidenceChain.tsx'
import type { Judgement } from './judge/Judgement.ts'
import type { Verification } from './useVerifications.ts'
import { VerdictView } from './VerdictView.tsx'
import { wordsOf } from './verdict.ts'
import { WhereItRan } from './WhereItRan.tsx'

type ResultProps = { readonly verification: Verification; readonly onCancel: () => void; readonly onRetry: () => void }

/** One file beside what is known of it. */
export function Result({ verification, onCancel, onRetry }: ResultProps) {
  const { file, url, state, step, judgement, error } = verification
  return (
    <article className="mt-10 grid grid-cols-1 gap-10 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-16">
      <Preview file={file} url={url} busy={state === 'running'} />
      <div className="flex min-w-0 flex-col gap-12">
        {(state === 'waiting' || state === 'running') && <Busy step={step} onCancel={onCancel} />}
        {state === 'canceled' && <p className="font-serif text-title">Canceled. Nothing was kept.</p>}
        {state === 'failed' && <Problem error={error} onRetry={onRetry} />}
        {judgement !== undefined && <Answer file={file} url={url} judgement={judgement} />}
      </div>
    </article>
  )
}

type AnswerProps = { readonly file: File; readonly url: string; readonly judgement: Judgement }

function Answer({ file, url, judgement }: AnswerProps) {
  const { verdict } = judgement
  const { data: work } = useQuery({ ...queries.work(verdict.work?.id ?? ''), enabled: verdict.work !== undefined })
  const changed = verdict.answer === 'edited'
  return (
    <>
      <div>
        <VerdictView words={wordsOf(verdict, work ? nameOf(work.creator) : makerOf(judgement))} file={file} />
        {work !== undefined && (
          <Link
            to="/works/$id"
            params={{ id: work.id }}
            className="mt-6 inline-flex items-center gap-2 underline underline-offset-4"
          >
            See {changed ? 'the work it claims to be' : 'the work'}: {work.name}
            <Icon name="right" size={16} />
          </Link>
        )}
      </div>
      {changed && work?.picture !== undefined && (
        <DifferenceView file={file} url={url} original={{ src: work.picture.src, name: work.name }} />
      )}
      {!changed && <Allowed verdict={verdict} work={work} />}
      <EvidenceChain verdict={verdict} />
      <WhereItRan judgement={judgement} />
    </>
  )
}

/** Who a work of another studio says made it: nobody here knows a name for the key. */
function makerOf({ verdict: { work } }: Judgement): string | undefined {
  return work && shortened(work.record.tributary.creator.split(':').at(-1) ?? work.record.tributary.creator)
}

function Preview({ file, url, busy }: { readonly file: File; readonly url: string; readonly busy: boolean }) {
  if (!file.type.startsWith('image/')) return <NoPicture file={file} />
  return (
    <figure className="lg:sticky lg:top-20 lg:self-start">
      <img
        src={url}
        alt={`The file ${file.name}`}
        className={joined(
          'max-h-[32dvh] w-full lg:max-h-[70dvh] object-contain object-left-top',
          busy && 'animate-breathe',
        )}
      />
    </figure>
  )
}

function NoPicture({ file }: { readonly file: File }) {
  return (
    <div className="flex aspect-square flex-col justify-end bg-sunk p-6 lg:sticky lg:top-20 lg:self-start">
      <p className="break-words font-serif text-title">{file.name}</p>
      <p className="mt-2 text-muted text-small">
        {file.size.toLocaleString('en-US')} bytes{file.type && `, ${file.type}`}
      </p>
    </div>
  )
}
