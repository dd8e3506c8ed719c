import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Draft } from '@tributary/sdk/wire'
import { useState } from 'react'
import { ProblemError, queries, useJob } from '../../data/index.ts'
import { Button, Picture, Problem, Progress, Skeleton } from '../../design/index.ts'
import { useTitle } from '../../shell/index.ts'
import { SignedIn } from '../../wallet/index.ts'
import { Published } from './Published.tsx'
import { publishDraft, signWorks } from './steps.ts'

/** A draft's way to the chain. Each step can be taken up again after a reload: the studio knows how far it came. */
export function Screen() {
  useTitle('Publishing')
  const { id } = useParams({ strict: false }) as { readonly id: string }
  return (
    <div className="screen-width flex flex-col gap-8 pt-2">
      <SignedIn title="Say who you are first." words="What is being published waits here for whoever began it.">
        <Way id={id} />
      </SignedIn>
    </div>
  )
}

function Way({ id }: { readonly id: string }) {
  const { data: draft, error } = useQuery({
    ...queries.draft(id),
    refetchInterval: ({ state }) => (isMoving(state.data) ? 1_000 : false),
  })
  useJob(draft?.state === 'preparing' ? draft.job : undefined)
  if (error)
    return (
      <Frame title="Publishing">
        <Problem error={error} />
      </Frame>
    )
  if (draft === undefined)
    return (
      <Frame title="Publishing">
        <Skeleton className="h-96 w-full" />
      </Frame>
    )
  if (draft.state === 'published') return <Published draft={draft} />
  return (
    <Frame title={titles[draft.state](draft.works.length)}>
      <Step draft={draft} />
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {draft.works.map((work, index) => (
          <li key={work.id ?? index} className="flex flex-col gap-2 text-small">
            {work.picture ? <Picture picture={work.picture} alt="" /> : <Skeleton className="aspect-square" />}
            <span className="font-medium">{work.name}</span>
          </li>
        ))}
      </ul>
    </Frame>
  )
}

/** Whether the studio itself brings it further. A plan that was sent is seen by the index within seconds. */
function isMoving(draft: Draft | undefined): boolean {
  return draft?.state === 'preparing' || draft?.state === 'ready'
}

const titles: Readonly<Record<Exclude<Draft['state'], 'published'>, (count: number) => string>> = {
  preparing: (count) => (count === 1 ? 'Preparing the work' : `Preparing ${count} works`),
  unsigned: () => 'Say that it is yours',
  ready: (count) => (count === 1 ? 'Ready to publish' : `${count} works are ready to publish`),
  failed: () => 'This could not be prepared',
}

function Frame({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <>
      <h1 className="font-serif text-display">{title}</h1>
      {children}
    </>
  )
}

function Step({ draft }: { readonly draft: Draft }) {
  if (draft.state === 'preparing') return <Preparing job={draft.job} />
  if (draft.state === 'failed' && draft.problem) return <Problem error={new ProblemError(draft.problem)} />
  if (draft.state === 'unsigned') {
    return (
      <Act
        label="Read it, then sign"
        words="Your wallet signs each work’s id. It costs nothing, and nothing is sent to the chain."
        act={() => signWorks(draft)}
      />
    )
  }
  return (
    <Act
      label={draft.works.length === 1 ? 'Publish the work' : 'Publish them all'}
      words="Everything is prepared and nothing is public yet. One transaction of your wallet shows the terms to the world, for ever; only the fee of the chain leaves it. Leave this page, and nothing happens."
      act={() => publishDraft(draft)}
    />
  )
}

function Preparing({ job: id }: { readonly job: string | undefined }) {
  const job = useJob(id)
  const { done = 0, total = 0, unit = '' } = job?.progress ?? {}
  return (
    <div className="flex max-w-xl flex-col gap-3">
      <Progress label="Making records and content credentials" done={done} total={total} unit={unit} />
      <p className="text-muted text-small">You can leave this page. It goes on, and waits for you under Jobs.</p>
    </div>
  )
}

type ActProps = { readonly label: string; readonly words: string; readonly act: () => Promise<boolean> }

function Act({ label, words, act }: ActProps) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const go = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await act()
      await Promise.all(['draft', 'jobs'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    } catch (cause) {
      setError(cause)
    }
    setBusy(false)
  }
  return (
    <div className="flex max-w-xl flex-col items-start gap-4">
      <p className="text-lead text-muted">{words}</p>
      {error !== undefined && <Problem error={error} onRetry={go} />}
      <Button look="primary" size="large" busy={busy} onClick={go}>
        {label}
      </Button>
    </div>
  )
}
