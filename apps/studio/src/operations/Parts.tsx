import type { Operations } from '@tributary/sdk/wire'
import { Icon, joined } from '../design/index.ts'
import { healthOf, type Part } from './health.ts'
import { Sparkline } from './Sparkline.tsx'

const marks = {
  good: { icon: 'check', color: 'text-good', word: 'Well' },
  warn: { icon: 'warning', color: 'text-warn', word: 'Watch' },
  bad: { icon: 'warning', color: 'text-bad', word: 'Failing' },
} as const

/** Every part of the studio on one line, with what to do when it fails. */
export function Parts({ now, history }: { readonly now: Operations; readonly history: readonly Operations[] }) {
  return (
    <ul className="border-line border-t" aria-label="Parts of the studio">
      {healthOf(now).map((part) => (
        <Row key={part.id} part={part} values={history.map(figureOf[part.id])} />
      ))}
    </ul>
  )
}

function Row({ part, values }: { readonly part: Part; readonly values: readonly number[] }) {
  const { icon, color, word } = marks[part.tone]
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-4 gap-y-1 border-line border-b py-5 md:grid-cols-[1.5rem_9rem_10rem_minmax(0,1fr)_10rem] md:items-baseline">
      <span className={joined('self-center', color)}>
        <Icon name={icon} />
        <span className="sr-only">{word}: </span>
      </span>
      <h2 className="font-medium">{part.name}</h2>
      <p className="tabular col-start-2 font-serif text-title md:col-start-auto">{part.figure}</p>
      <div className="col-start-2 text-muted text-small md:col-start-auto">
        <p>{part.says}</p>
        {part.todo !== undefined && <p className={joined('mt-1', color)}>{part.todo}</p>}
      </div>
      <div className="col-start-2 self-center md:col-start-auto">
        <Sparkline values={values} label={`${part.name} since this page was opened`} />
      </div>
    </li>
  )
}

/** What is drawn over time. */
const figureOf: { readonly [id in Part['id']]: (now: Operations) => number } = {
  chain: ({ chain }) => Number(chain.head),
  index: ({ index }) => index.behind,
  database: ({ database }) => database.bytes,
  workers: ({ queue }) => queue.workers,
  queue: ({ queue }) => queue.waiting + queue.running,
  storage: ({ store }) => store.bytes,
  memory: ({ process }) => process.memory,
}
