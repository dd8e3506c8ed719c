import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { queries, type WorkFilters } from '../data/index.ts'
import { Button, buttonStyle, Empty, Problem, Skeleton } from '../design/index.ts'
import { Justified } from './Justified.tsx'
import { Tile } from './Tile.tsx'

type GalleryProps = { readonly filters: WorkFilters; readonly narrowed: boolean; readonly onClear: () => void }

/** Works as pictures, more of them as one goes down. */
export function Gallery({ filters, narrowed, onClear }: GalleryProps) {
  const works = useInfiniteQuery({ ...queries.works(filters), placeholderData: (before) => before })
  const items = works.data?.pages.flatMap((page) => page.items) ?? []
  if (works.isPending) return <Hanging />
  if (works.isError && items.length === 0)
    return (
      <div className="screen-width py-16">
        <Problem error={works.error} onRetry={() => works.refetch()} />
      </div>
    )
  if (items.length === 0) return <Nothing narrowed={narrowed} onClear={onClear} />
  return (
    <section aria-label="Works" aria-busy={works.isFetching} className="p-1">
      <Justified>
        {items.map((work, index) => (
          <Tile key={work.id} work={work} eager={index < 6} />
        ))}
      </Justified>
      {works.hasNextPage && <More busy={works.isFetchingNextPage} onMore={() => works.fetchNextPage()} />}
    </section>
  )
}

/** Loads what follows as soon as it comes near; a button for those who do not scroll. */
function More({ busy, onMore }: { readonly busy: boolean; readonly onMore: () => void }) {
  const mark = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && !busy && onMore(), {
      rootMargin: '600px',
    })
    if (mark.current) watcher.observe(mark.current)
    return () => watcher.disconnect()
  }, [busy, onMore])
  return (
    <div ref={mark} className="flex justify-center py-12">
      <Button busy={busy} onClick={onMore}>
        Show more
      </Button>
    </div>
  )
}

function Nothing({ narrowed, onClear }: { readonly narrowed: boolean; readonly onClear: () => void }) {
  return (
    <div className="screen-width">
      {narrowed ? (
        <Empty title="Nothing is like that." action={<Button onClick={onClear}>Show everything</Button>}>
          <p>
            Try fewer words, another right, or a wider price. Search looks at names, makers, styles and descriptions.
          </p>
        </Empty>
      ) : (
        <Empty
          title="The walls are still empty."
          action={
            <Link to="/make" className={buttonStyle('primary', 'large')}>
              Make the first work
            </Link>
          }
        >
          <p>
            Draw a picture with a model, or bring a file of your own. Once it is published it hangs here, with its proof
            and its price.
          </p>
        </Empty>
      )}
    </div>
  )
}

const ratios = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** Empty frames, as large as the pictures that will hang in them. */
function Hanging() {
  return (
    <div role="status" className="p-1">
      <span className="sr-only">Loading works</span>
      <Justified>
        {ratios.map((key) => (
          <li key={key} className="min-w-0 grow basis-(--row)">
            <Skeleton className="aspect-square w-full" />
            <span className="block h-14" />
          </li>
        ))}
      </Justified>
    </div>
  )
}
