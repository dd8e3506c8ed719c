import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Job } from '@tributary/sdk/wire'
import { useEffect } from 'react'
import { openStream } from './openStream.ts'
import { queries } from './queries.ts'
import { post } from './request.ts'

/** A job as it is now, kept up to date by its own stream until it ends. */
export function useJob(id: string | undefined): Job | undefined {
  const client = useQueryClient()
  const { data: job } = useQuery({ ...queries.job(id ?? ''), enabled: id !== undefined })
  const ended = job !== undefined && hasEnded(job)
  useEffect(() => {
    if (id === undefined || ended) return
    return openStream({
      url: `/v1/jobs/${id}/events`,
      events: ['job'],
      onEvent: (data) => client.setQueryData(['job', id], JSON.parse(data) as Job),
    })
  }, [client, id, ended])
  return job
}

export function hasEnded(job: Job): boolean {
  return job.state === 'succeeded' || job.state === 'failed' || job.state === 'canceled'
}

/** Stops a job; what it made so far is kept. */
export function cancelJob(id: string): Promise<Job> {
  return post(`/v1/jobs/${id}/cancel`)
}
