import { BaseError } from '../BaseError.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

type ProblemProps = {
  readonly error: unknown
  /** What may be tried again. */
  readonly onRetry?: () => void
}

/** Something went wrong: what, and what to do about it. */
export function Problem({ error, onRetry }: ProblemProps) {
  const hint = error instanceof BaseError ? error.hint : undefined
  return (
    <div role="alert" className="flex animate-appear items-start gap-3 border-bad border-l-2 py-1 pl-4 text-small">
      <span className="text-bad">
        <Icon name="warning" />
      </span>
      <div className="min-w-0 flex-1">
        <p>{error instanceof Error ? titleOf(error) : 'Something went wrong.'}</p>
        {hint && <p className="mt-1 text-muted">{hint}</p>}
      </div>
      {onRetry && (
        <Button size="small" icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  )
}

function titleOf(error: Error): string {
  return error instanceof BaseError ? error.summary : error.message
}
