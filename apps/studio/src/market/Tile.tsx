import { Link } from '@tanstack/react-router'
import type { WorkCard } from '@tributary/sdk/wire'
import { foremost, Money, moneyText, nameOf, Picture } from '../design/index.ts'
import { kindWords, rightWords } from './words.ts'

/** A work on the wall. Each number leads to what is behind it. */
export function Tile({ work, eager = false }: { readonly work: WorkCard; readonly eager?: boolean }) {
  const ratio = work.picture ? work.picture.width / work.picture.height : 1
  return (
    <li className="group relative min-w-0" style={{ flexGrow: ratio, flexBasis: `calc(var(--row) * ${ratio})` }}>
      <Link
        to="/works/$id"
        params={{ id: work.id }}
        className="relative block overflow-hidden focus-visible:z-10 focus-visible:outline-offset-[-4px]"
      >
        {work.picture ? (
          <Picture picture={work.picture} alt={work.name} eager={eager} className="w-full" />
        ) : (
          <Nameplate work={work} />
        )}
        <span className="sr-only">
          , {kindWords[work.kind].one} by {nameOf(work.creator)}
        </span>
        {work.rights.length > 0 && <Rights work={work} />}
      </Link>
      <Caption work={work} />
    </li>
  )
}

/** Works that are no picture have their name instead. */
function Nameplate({ work }: { readonly work: WorkCard }) {
  return (
    <span className="flex aspect-square w-full flex-col justify-between bg-sunk p-6">
      <span className="overline-label">{kindWords[work.kind].one}</span>
      <span className="font-serif text-display">{work.name}</span>
    </span>
  )
}

/** What can be licensed, over the picture while one points at it. */
function Rights({ work }: { readonly work: WorkCard }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-x-0 bottom-0 flex translate-y-2 flex-wrap gap-x-4 gap-y-1 bg-gradient-to-t from-[rgb(10_8_6/0.82)] to-transparent px-4 pt-16 pb-4 text-[#f7f3ec] text-small opacity-0 transition-[opacity,transform] duration-180 ease-out group-focus-within:translate-y-0 group-focus-within:opacity-100 group-hover:translate-y-0 group-hover:opacity-100"
    >
      {work.price && <span className="font-medium">from {moneyText(work.price)}</span>}
      {work.rights.map((right) => (
        <span key={right}>{rightWords[right].name}</span>
      ))}
    </span>
  )
}

function Caption({ work }: { readonly work: WorkCard }) {
  const earned = foremost(work.earned)
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 pt-2 pb-5 text-small">
      <p className="min-w-full flex-1 sm:min-w-24">
        <span className="block truncate font-serif text-[1.125rem] leading-6">{work.name}</span>
        <span className="block truncate text-muted">
          {kindWords[work.kind].one} by {nameOf(work.creator)}
        </span>
      </p>
      <p className="shrink-0">
        {work.price && (
          <Link
            to="/works/$id"
            params={{ id: work.id }}
            hash="licenses"
            className="block leading-6 hover:text-accent sm:text-right"
          >
            <span className="sr-only">Licenses from </span>
            <Money money={work.price} />
          </Link>
        )}
        {earned && earned.amount !== '0' && (
          <Link
            to="/works/$id"
            params={{ id: work.id }}
            hash="money"
            className="block text-muted leading-6 hover:text-ink sm:text-right"
          >
            <Money money={earned} /> earned
          </Link>
        )}
      </p>
    </div>
  )
}
