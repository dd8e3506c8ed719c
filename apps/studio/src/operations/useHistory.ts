import { useQuery } from '@tanstack/react-query'
import type { Operations } from '@tributary/sdk/wire'
import { useEffect, useState } from 'react'
import { queries } from '../data/index.ts'

/** How often the studio is asked how it is. Unit: milliseconds. */
const every = 5_000
/** Ten minutes of answers. */
const kept = 120

/** How the studio is, and how it was since this page was opened. Only operators may ask. */
export function useHistory() {
  const asked = useQuery({ ...queries.operations(), refetchInterval: every, staleTime: 0 })
  const { data, dataUpdatedAt } = asked
  const [history, setHistory] = useState<readonly Operations[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that equals the last one is a point of its own
  useEffect(() => {
    if (data !== undefined) setHistory((before) => [...before.slice(1 - kept), data])
  }, [data, dataUpdatedAt])
  return { now: data, error: asked.error, refetch: asked.refetch, history }
}
