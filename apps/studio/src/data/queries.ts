import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  Draft,
  Job,
  License,
  Lineage,
  Movement,
  Offer,
  Operations,
  Page,
  Quote,
  RevenueDay,
  Session,
  Statement,
  Studio,
  Work,
  WorkCard,
} from '@tributary/sdk/wire'
import { query, read } from './request.ts'

/** What the market can be narrowed to. Prices are token-wei of the studio's first token. */
export type WorkFilters = {
  readonly q?: string | undefined
  readonly kind?: string | undefined
  readonly right?: string | undefined
  readonly minPrice?: string | undefined
  readonly maxPrice?: string | undefined
  readonly creator?: string | undefined
  readonly holder?: string | undefined
  readonly parent?: string | undefined
  readonly sort?: string | undefined
}

/** What the API answers, by query. Keys of one work begin with `['work', id]`, so that all of it can be renewed at once. */
export const queries = {
  // Others wait for these two outside of components: they go on when the component that asked first is gone.
  studio: () =>
    queryOptions({
      queryKey: ['studio'],
      queryFn: () => read<Studio>('/v1/studio'),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  session: () => queryOptions({ queryKey: ['session'], queryFn: () => read<Session | null>('/v1/session') }),
  works: (filters: WorkFilters = {}) => pages<WorkCard>(['works', filters], '/v1/works', filters, 30),
  work: (id: string) => one<Work>(['work', id], `/v1/works/${id}`),
  lineage: (id: string) => one<Lineage>(['work', id, 'lineage'], `/v1/works/${id}/lineage`),
  movements: (id: string) => pages<Movement>(['work', id, 'movements'], `/v1/works/${id}/movements`, {}, 20),
  revenue: (id: string) =>
    one<{ readonly items: readonly RevenueDay[] }>(['work', id, 'revenue'], `/v1/works/${id}/revenue`),
  licenses: (id: string) => pages<License>(['work', id, 'licenses'], `/v1/works/${id}/licenses`, {}, 20),
  quote: (id: string, amount: string, token: string) =>
    one<Quote>(['work', id, 'quote', amount, token], `/v1/works/${id}/quote${query({ amount, token })}`),
  offer: (id: string) => one<Offer>(['offer', id], `/v1/offers/${id}`),
  account: (address: string) => one<Account>(['account', address.toLowerCase()], `/v1/accounts/${address}`),
  statement: (address: string) =>
    one<Statement>(['account', address.toLowerCase(), 'statement'], `/v1/accounts/${address}/statement`),
  jobs: () => pages<Job>(['jobs'], '/v1/jobs', {}, 50),
  job: (id: string) => one<Job>(['job', id], `/v1/jobs/${id}`),
  draft: (id: string) => one<Draft>(['draft', id], `/v1/drafts/${id}`),
  operations: () => one<Operations>(['operations'], '/v1/operations'),
}

/** Somebody's works and licenses, as `GET /v1/accounts/{address}` shows them. */
export type Account = {
  readonly account: { readonly address: string; readonly name?: string }
  readonly held: readonly WorkCard[]
  readonly created: readonly WorkCard[]
  readonly licenses: readonly License[]
}

function one<answer>(queryKey: readonly unknown[], path: string) {
  return queryOptions({ queryKey, queryFn: ({ signal }) => read<answer>(path, signal) })
}

function pages<item>(queryKey: readonly unknown[], path: string, filters: WorkFilters, limit: number) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      read<Page<item>>(`${path}${query({ ...filters, limit, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  })
}
