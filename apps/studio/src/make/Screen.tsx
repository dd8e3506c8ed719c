import { Link, Outlet } from '@tanstack/react-router'

const places = [
  { to: '/make', name: 'Pictures', exact: true },
  { to: '/make/teach', name: 'Teach a style', exact: false },
  { to: '/make/jobs', name: 'Jobs', exact: false },
] as const

/** The three rooms of the workshop. */
export function Screen() {
  return (
    <>
      <nav aria-label="Make" className="screen-width flex gap-6 overflow-x-auto pt-4 pb-4 sm:pt-6">
        {places.map(({ to, name, exact }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact, includeSearch: false }}
            className="whitespace-nowrap border-transparent border-b-2 pb-1 font-serif text-lead text-muted transition-colors duration-120 hover:text-ink data-[status=active]:border-accent data-[status=active]:text-ink"
          >
            {name}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
