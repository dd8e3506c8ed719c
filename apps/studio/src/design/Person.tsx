import { Link } from '@tanstack/react-router'
import type { Person as WirePerson } from '@tributary/sdk/wire'
import { shortened } from './Hash.tsx'

/** What to call somebody: the name, or the ends of the address. */
export function nameOf(person: WirePerson): string {
  return person.name ?? shortened(person.address)
}

/** Somebody, leading to what they own and are owed. */
export function Person({ person }: { readonly person: WirePerson }) {
  return (
    <Link
      to="/statements"
      search={{ account: person.address }}
      title={person.address}
      className="underline decoration-line underline-offset-4 transition-colors duration-120 hover:decoration-ink"
    >
      {person.name ?? <span className="font-mono text-[0.875em]">{shortened(person.address)}</span>}
    </Link>
  )
}
