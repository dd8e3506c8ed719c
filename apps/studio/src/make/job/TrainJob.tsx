import { Link } from '@tanstack/react-router'
import type { Job, TrainResult } from '@tributary/sdk/wire'
import { lazy, Suspense, useState } from 'react'
import { hasEnded } from '../../data/index.ts'
import { buttonStyle, Disclosure, Hash, joined, Picture, Skeleton } from '../../design/index.ts'
import { type Sheet, useTraining } from './useTraining.ts'

/** The plot comes with its library when it is first looked at. */
const LossPlot = lazy(() => import('../train/LossPlot.tsx'))

/** A model learning, before everybody's eyes. */
export function TrainJob({ job }: { readonly job: Job }) {
  const { sheets, losses, rate, variety, warnings } = useTraining(job)
  const result = job.state === 'succeeded' ? (job.result as TrainResult) : undefined
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <Film sheets={sheets} waiting={!hasEnded(job)} />
      <aside aria-label="How it learns" className="flex min-w-0 flex-col gap-6">
        {result && <Next job={job} />}
        {losses.length > 1 && (
          <Suspense fallback={<Skeleton className="h-56 w-full" />}>
            <LossPlot losses={losses} />
          </Suspense>
        )}
        <Facts rate={rate} variety={variety} />
        {warnings.length > 0 && (
          <ul aria-label="Worth knowing" className="flex flex-col gap-1 border-warn border-l-2 pl-4 text-small">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
        {result && <Card result={result} />}
      </aside>
    </div>
  )
}

/** The newest sheet large; the older ones below, as a film. */
function Film({ sheets, waiting }: { readonly sheets: readonly Sheet[]; readonly waiting: boolean }) {
  const [step, setStep] = useState<number>()
  const shown = sheets.find((sheet) => sheet.step === step) ?? sheets.at(-1)
  if (shown === undefined) {
    if (!waiting) return <p className="text-muted">It made no pictures before it ended.</p>
    return (
      <div className="flex flex-col gap-3">
        <Skeleton className="aspect-square w-full max-w-3xl" />
        <p className="text-muted text-small">The first pictures come in a moment: noise, then color, then form.</p>
      </div>
    )
  }
  return (
    <section aria-label="Pictures while it learns" className="flex min-w-0 flex-col gap-3">
      <Picture
        key={shown.src}
        picture={shown}
        alt={`What the model draws after ${shown.step} steps, a row for each style`}
        size="full"
        eager
      />
      <ol className="flex gap-2 overflow-x-auto p-1">
        {sheets.map((sheet) => (
          <li key={sheet.step} className="shrink-0">
            <button
              type="button"
              aria-label={`After ${sheet.step} steps`}
              aria-pressed={sheet.step === shown.step}
              onClick={() => setStep(sheet.step)}
              className={joined('block', sheet.step === shown.step && 'outline-2 outline-accent outline-offset-2')}
            >
              <Picture picture={sheet} alt="" className="w-20" />
              <span className="tabular text-caption text-muted">{sheet.step}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Next({ job }: { readonly job: Job }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-lead">It has learned. Draw with it, or let the world have it.</p>
      <div className="flex flex-wrap gap-2">
        <Link to="/make" search={{ model: `job:${job.id}` }} className={buttonStyle('primary', 'large')}>
          Draw with it
        </Link>
        <Link to="/make/publish" search={{ model: job.id }} className={buttonStyle('plain', 'large')}>
          Publish the model
        </Link>
      </div>
    </div>
  )
}

type FactsProps = { readonly rate: number | undefined; readonly variety: Readonly<Record<string, number>> | undefined }

function Facts({ rate, variety }: FactsProps) {
  return (
    <dl className="flex flex-col text-small">
      {rate !== undefined && <Fact name="Speed" value={`${rate.toFixed(1)} steps a second`} />}
      {Object.entries(variety ?? {}).map(([style, value]) => (
        <Fact key={style} name={`Variety of ${style}`} value={`${Math.round(value * 100)} % of the artist’s`} />
      ))}
    </dl>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="flex justify-between gap-4 border-line border-b py-2">
      <dt className="min-w-0 truncate text-muted">{name}</dt>
      <dd className="tabular shrink-0">{value}</dd>
    </div>
  )
}

function Card({ result: { model, card } }: { readonly result: TrainResult }) {
  return (
    <Disclosure summary={<span className="font-medium text-small">Model card</span>}>
      <dl className="flex flex-col text-small">
        <Fact name="Parameters" value={model.parameters.toLocaleString('en-US')} />
        <Fact name="Steps" value={model.steps.toLocaleString('en-US')} />
        <Fact name="Seed" value={String(model.seed)} />
        <Fact name="Styles" value={model.styles.join(', ')} />
      </dl>
      <p className="py-3 text-small">
        <Hash value={model.hash} />{' '}
        <a href={model.src} download className="underline underline-offset-4">
          Download the model file
        </a>
      </p>
      <pre className="max-h-96 overflow-auto whitespace-pre-wrap bg-sunk p-4 font-mono text-caption">{card}</pre>
    </Disclosure>
  )
}
