import { Link } from '@tanstack/react-router'
import type { GenerateInput, GenerateResult, Job } from '@tributary/sdk/wire'
import { buttonStyle, Picture, Skeleton } from '../../design/index.ts'
import { nameOfSketch } from '../pictures/Mix.ts'
import { useJobs } from './useJobs.ts'

/** Pictures as they are drawn; the way on is publishing. */
export function GenerateJob({ job }: { readonly job: Job }) {
  const [followed] = useJobs([job.id])
  const { seeds, style, width, height } = job.input as GenerateInput
  const isOurs = (job.result as GenerateResult | undefined)?.model.work !== undefined
  return (
    <div className="flex flex-col gap-6">
      {job.state === 'succeeded' && isOurs && (
        <Link
          to="/make/publish"
          search={{ pictures: job.id }}
          className={buttonStyle('primary', 'large', 'self-start')}
        >
          Publish {seeds.length === 1 ? 'it' : 'them'}
        </Link>
      )}
      <ul aria-label="Pictures" className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {[...new Set(seeds)].map((seed) => {
          const drawn = followed?.drawn.find((each) => each.seed === seed)
          const name = nameOfSketch(style ?? 'Picture', seed)
          return (
            <li key={seed} className="flex flex-col gap-1 text-caption text-muted">
              {drawn ? (
                <a href={drawn.src} aria-label={`Open ${name} as a file`}>
                  <Picture picture={drawn} alt={name} />
                </a>
              ) : (
                <span style={{ aspectRatio: `${width} / ${height}` }}>
                  <Skeleton className="size-full" />
                </span>
              )}
              {name}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
