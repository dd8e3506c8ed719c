import type { Verdict } from '@tributary/provenance'
import { Disclosure, Hash, Icon, joined } from '../design/index.ts'
import { evidenceOf, type Link, type Where } from './evidence.ts'

const marks = {
  good: { icon: 'check', color: 'text-good', word: 'Holds' },
  bad: { icon: 'close', color: 'text-bad', word: 'Fails' },
  open: { icon: 'more', color: 'text-muted', word: 'Not checked' },
} as const

const places: { readonly [where in Where]: string } = {
  here: 'on this device',
  studio: 'asked this studio',
  chain: 'asked the chain',
}

/** What leads from the file to its maker, link by link; each unfolds to what exactly was checked. */
export function EvidenceChain({ verdict }: { readonly verdict: Verdict.Verdict }) {
  return (
    <section aria-labelledby="evidence">
      <h3 id="evidence" className="font-serif text-title">
        The evidence
      </h3>
      <div className="mt-4 border-line border-t">
        {evidenceOf(verdict).map((link) => (
          <Disclosure key={link.id} summary={<Summary link={link} />} open={link.state === 'bad'}>
            <Checks link={link} />
            {link.id === 'redrawn' && <Recipe verdict={verdict} />}
            {link.id === 'key' && <Keys verdict={verdict} />}
            {link.id === 'license' && verdict.license !== undefined && (
              <div className="pl-9">
                <Scroll text={verdict.license} />
              </div>
            )}
          </Disclosure>
        ))}
      </div>
    </section>
  )
}

function Summary({ link: { state, title, says, where } }: { readonly link: Link }) {
  const { icon, color, word } = marks[state]
  return (
    <span className="flex items-start gap-4">
      <span className={joined('mt-0.5', color)}>
        <Icon name={icon} />
        <span className="sr-only">{word}: </span>
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{title}</span>
          <span className="overline-label">{places[where]}</span>
        </span>
        <span className="block text-muted text-small">{says}</span>
      </span>
    </span>
  )
}

function Checks({ link: { checks } }: { readonly link: Link }) {
  if (checks.length === 0)
    return <p className="pl-9 text-muted text-small">Nothing in this file calls for this check.</p>
  return (
    <ul className="flex flex-col gap-2 pl-9">
      {checks.map(({ name, ok, detail }) => (
        <li key={`${name}${detail}`} className="text-small">
          <span
            className={joined('font-mono text-caption', ok === false ? 'text-bad' : ok ? 'text-good' : 'text-muted')}
          >
            {name} {ok === false ? 'fails' : ok ? 'holds' : 'open'}
          </span>
          <span className="block break-words text-muted">{detail}</span>
        </li>
      ))}
    </ul>
  )
}

function Recipe({ verdict: { work } }: { readonly verdict: Verdict.Verdict }) {
  const recipe = work?.record.tributary.recipe
  if (recipe === undefined) return null
  return (
    <figure className="mt-4 pl-9">
      <figcaption className="overline-label">The recipe: all that is needed to make the same bytes again</figcaption>
      <Scroll text={JSON.stringify(recipe, null, 2)} />
    </figure>
  )
}

function Keys({ verdict: { work } }: { readonly verdict: Verdict.Verdict }) {
  if (work === undefined) return null
  const rows = [
    ['Work', work.id],
    ['Model', work.model?.id],
    ['Key', work.key],
  ].filter((row): row is [string, string] => row[1] !== undefined)
  return (
    <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 pl-9 text-small">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd>
            <Hash value={value} label={`Copy ${name.toLowerCase()}`} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A long text in a place of its own. */
function Scroll({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <pre className="mt-2 max-h-72 overflow-auto whitespace-pre-wrap bg-sunk p-4 font-mono text-caption" tabIndex={0}>
      {text}
    </pre>
  )
}
