import type { WorkCard } from '@tributary/sdk/wire'
import { type IconName, nameOf } from '../design/index.ts'
import { kindWords } from '../market/words.ts'
import { places } from './places.ts'

/** Something to jump to. */
export type Choice = {
  readonly key: string
  readonly name: string
  readonly about: string
  readonly icon: IconName
  readonly picture?: string | undefined
  readonly target:
    | { readonly to: (typeof places)[number]['to'] }
    | { readonly to: '/works/$id'; readonly params: { readonly id: string } }
    | { readonly to: '/statements'; readonly search: { readonly account: string } }
}

const mostWorks = 8

/** What some letters may mean: an id or an address, a screen by its name, a work, a screen by what it is for. */
export function choicesFor(text: string, works: readonly WorkCard[]): readonly Choice[] {
  const wanted = text.trim().toLowerCase()
  const named = places.filter(({ name }) => name.toLowerCase().includes(wanted))
  const about = places.filter((place) => !named.includes(place) && place.about.toLowerCase().includes(wanted))
  return [...direct(wanted), ...named.map(toScreen), ...works.slice(0, mostWorks).map(toWork), ...about.map(toScreen)]
}

function direct(text: string): readonly Choice[] {
  if (/^0x[0-9a-f]{64}$/.test(text))
    return [
      {
        key: text,
        name: text,
        about: 'Open this work',
        icon: 'right',
        target: { to: '/works/$id', params: { id: text } },
      },
    ]
  if (/^0x[0-9a-f]{40}$/.test(text))
    return [
      {
        key: text,
        name: text,
        about: 'Statement of this account',
        icon: 'statements',
        target: { to: '/statements', search: { account: text } },
      },
    ]
  return []
}

function toScreen(place: (typeof places)[number]): Choice {
  return { key: place.to, name: place.name, about: place.about, icon: place.icon, target: { to: place.to } }
}

function toWork(work: WorkCard): Choice {
  return {
    key: work.id,
    name: work.name,
    about: `${kindWords[work.kind].one} by ${nameOf(work.creator)}`,
    icon: work.kind === 'model' ? 'make' : 'market',
    picture: work.picture?.preview,
    target: { to: '/works/$id', params: { id: work.id } },
  }
}
