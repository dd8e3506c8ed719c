import { useQueries, useQueryClient } from '@tanstack/react-query'
import type { Drawn, GenerateDetails, GenerateResult, Job } from '@tributary/sdk/wire'
import { useEffect, useState } from 'react'
import { hasEnded, queries } from '../../data/index.ts'
import { openStream } from '../../data/openStream.ts'

type Followed = {
  readonly id: string
  readonly job: Job | undefined
  readonly drawn: readonly Drawn[]
  readonly error: Error | null
}

/** Several jobs at once, each with the pictures it drew so far. */
export function useJobs(ids: readonly string[]): readonly Followed[] {
  const answers = useQueries({ queries: ids.map((id) => queries.job(id)) })
  const running = answers.flatMap(({ data }, index) => (data && !hasEnded(data) ? [ids[index]!] : []))
  const seen = useStreams(running)
  return ids.map((id, index) => {
    const { data: job, error } = answers[index]!
    const result = job?.state === 'succeeded' ? (job.result as GenerateResult) : undefined
    return { id, job, drawn: result?.pictures ?? seen[id] ?? [], error: error ?? null }
  })
}

/** The pictures that came by on the streams, by job. A stream begins with what happened before it was opened. */
function useStreams(ids: readonly string[]): Readonly<Record<string, readonly Drawn[]>> {
  const client = useQueryClient()
  const [seen, setSeen] = useState<Readonly<Record<string, readonly Drawn[]>>>({})
  const key = ids.join()
  useEffect(() => {
    const close = key
      .split(',')
      .filter(Boolean)
      .map((id) =>
        openStream({
          url: `/v1/jobs/${id}/events`,
          events: ['job'],
          onEvent: (data) => {
            const job = JSON.parse(data) as Job
            const { picture } = (job.progress?.details ?? {}) as Partial<GenerateDetails>
            if (picture) setSeen((before) => ({ ...before, [id]: withPicture(before[id] ?? [], picture) }))
            client.setQueryData(['job', id], job)
          },
        }),
      )
    return () => {
      for (const each of close) each()
    }
  }, [client, key])
  return seen
}

function withPicture(pictures: readonly Drawn[], picture: Drawn): readonly Drawn[] {
  return [...pictures.filter(({ seed }) => seed !== picture.seed), picture]
}
