import { useQueryClient } from '@tanstack/react-query'
import type { Job, TrainDetails, TrainResult } from '@tributary/sdk/wire'
import { useEffect, useState } from 'react'
import { openStream } from '../../data/openStream.ts'
import { type History, noHistory, withReport } from './History.ts'

export type { Sheet } from './History.ts'

/** Everything a training run has shown so far; after a reload its stream tells it again from the start. */
export function useTraining(
  job: Job,
): History & Pick<TrainDetails, 'rate' | 'variety'> & { readonly warnings: readonly string[] } {
  const history = useHistory(job.id)
  const details = (job.progress?.details ?? {}) as TrainDetails
  const result = job.state === 'succeeded' ? (job.result as TrainResult) : undefined
  return {
    sheets: history.sheets,
    losses: result?.losses ?? history.losses,
    rate: details.rate,
    variety: history.variety,
    warnings: result?.warnings ?? details.warnings ?? [],
  }
}

function useHistory(id: string): History {
  const client = useQueryClient()
  const [history, setHistory] = useState<History>(noHistory)
  useEffect(() => {
    setHistory(noHistory)
    const close = openStream({
      url: `/v1/jobs/${id}/events`,
      events: ['job'],
      onEvent: (data) => {
        const job = JSON.parse(data) as Job
        setHistory((before) => withReport(before, job))
        client.setQueryData(['job', id], (known: Job | undefined) => (known?.ended ? known : job))
        // A stream that has told everything would be opened again by the browser.
        if (job.ended !== undefined) close()
      },
    })
    return close
  }, [client, id])
  return history
}
