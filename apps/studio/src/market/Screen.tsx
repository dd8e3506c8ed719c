import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../data/index.ts'
import { useTitle } from '../shell/index.ts'
import { FilterBar } from './FilterBar.tsx'
import { isNarrowed, type Search, toFilters } from './filters.ts'
import { Gallery } from './Gallery.tsx'
import { Masthead } from './Masthead.tsx'

const route = getRouteApi('/market')

/** Everything that can be looked at, licensed and followed to where its money goes. */
export function Screen() {
  useTitle('Market')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: studio } = useQuery(queries.studio())
  const change = (next: Partial<Record<keyof Search, string | undefined>>) =>
    navigate({ search: (before) => withoutEmpty({ ...before, ...next }), replace: true })
  return (
    <>
      <Masthead small={isNarrowed(search)} />
      <FilterBar search={search} onChange={change} />
      <Gallery
        filters={toFilters(search, studio?.tokens[0])}
        narrowed={isNarrowed(search)}
        onClear={() => navigate({ search: {} })}
      />
    </>
  )
}

function withoutEmpty(search: Partial<Record<keyof Search, string | undefined>>): Search {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''))
}
