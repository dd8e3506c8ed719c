import { Link } from '@tanstack/react-router'
import { Icon } from '../design/index.ts'
import { places } from './places.ts'

/** On a phone the screens stand below, where the thumb is. */
export function BottomBar() {
  return (
    <nav
      aria-label="Screens"
      className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-ground pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid grid-cols-5">
        {places.map((place) => (
          <li key={place.to}>
            <Link
              to={place.to}
              className="flex h-14 flex-col items-center justify-center gap-1 text-[0.6875rem] text-muted data-[status=active]:text-ink"
            >
              <Icon name={place.icon} />
              {place.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
