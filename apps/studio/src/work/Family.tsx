import type { Work, WorkCard } from '@tributary/sdk/wire'
import { Justified } from '../market/Justified.tsx'
import { Tile } from '../market/Tile.tsx'

/** What it was made from, and what was made from it. */
export function Family({ work }: { readonly work: Work }) {
  return (
    <>
      <Wall title="Made from" works={work.parents} />
      <Wall title="Made from it" works={work.children} />
    </>
  )
}

function Wall({ title, works }: { readonly title: string; readonly works: readonly WorkCard[] }) {
  if (works.length === 0) return null
  return (
    <section aria-label={title} className="border-line border-t pt-16">
      <h2 className="screen-width mb-8 font-serif text-display">{title}</h2>
      <div className="p-1">
        <Justified>
          {works.map((each) => (
            <Tile key={each.id} work={each} />
          ))}
        </Justified>
      </div>
    </section>
  )
}
