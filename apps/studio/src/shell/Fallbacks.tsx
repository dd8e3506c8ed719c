import { Link } from '@tanstack/react-router'
import { buttonStyle, Empty, Problem, Skeleton } from '../design/index.ts'

/** While a screen is on its way. */
export function Waiting() {
  return (
    <div className="screen-width flex flex-col gap-6 py-16" role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-12 w-2/3 max-w-md" />
      <Skeleton className="h-[60vh] w-full" />
    </div>
  )
}

export function Failed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <div className="screen-width py-16">
      <h1 className="mb-6 font-serif text-display">This screen could not be shown.</h1>
      <Problem error={error} onRetry={reset} />
    </div>
  )
}

export function Missing() {
  return (
    <div className="screen-width">
      <Empty
        heading="h1"
        title="There is nothing at this address."
        action={
          <Link to="/market" className={buttonStyle('primary')}>
            To the market
          </Link>
        }
      >
        <p>Works live at an address that ends with their id: 0x and 64 digits. Search finds them by name.</p>
      </Empty>
    </div>
  )
}
