import type { Operations } from '@tributary/sdk/wire'
import { durationText, Problem, Skeleton } from '../design/index.ts'
import { useTitle } from '../shell/index.ts'
import { SignedIn } from '../wallet/index.ts'
import { Check } from './Check.tsx'
import { healthOf, summaryOf } from './health.ts'
import { Jobs } from './Jobs.tsx'
import { Parts } from './Parts.tsx'
import { useHistory } from './useHistory.ts'

/** Operations: how the studio is, and what to do when it is not well. */
export function Screen() {
  useTitle('Operations')
  return (
    <div className="screen-width py-8 sm:py-12">
      <SignedIn title="How the studio is doing" words={why}>
        <Whole />
      </SignedIn>
    </div>
  )
}

const why =
  'Chain, index, database, workers and jobs, each on one line, in plain words, with what to do when one of them is not well. It is for whoever runs the studio, so sign in first. On this machine everybody who signs in runs it.'

function Whole() {
  const { now, error, refetch, history } = useHistory()
  return (
    <div className="flex flex-col gap-16">
      <div>
        <Head now={now} />
        {error !== null && (
          <div className="mt-6">
            <Problem error={error} onRetry={refetch} />
          </div>
        )}
        <div className="mt-10">
          {now === undefined ? (
            error === null && <Skeleton className="h-96 w-full" />
          ) : (
            <Parts now={now} history={history} />
          )}
        </div>
      </div>
      <Jobs />
      <Check />
    </div>
  )
}

function Head({ now }: { readonly now: Operations | undefined }) {
  return (
    <header>
      <p className="overline-label">How the studio is doing</p>
      <h1 className="mt-3 font-serif text-display">{now === undefined ? 'Operations' : summaryOf(healthOf(now))}</h1>
      {now !== undefined && (
        <p className="mt-3 text-muted">
          Version {now.version}, running for {durationText(Math.max(1, Math.round(now.uptime)))}. Asked again every five
          seconds.
        </p>
      )}
    </header>
  )
}
