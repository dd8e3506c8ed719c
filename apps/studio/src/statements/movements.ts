import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Movement, Page } from '@tributary/sdk/wire'
import { query, read } from '../data/index.ts'

/** Every time money moved to or from an account, the newest first. */
export function movementsOf(address: string) {
  return infiniteQueryOptions({
    queryKey: ['account', address.toLowerCase(), 'movements'],
    queryFn: ({ pageParam, signal }) =>
      read<Page<Movement>>(`/v1/accounts/${address}/movements${query({ limit: 50, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  })
}
