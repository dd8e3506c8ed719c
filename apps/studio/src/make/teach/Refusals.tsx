import { Button } from '../../design/index.ts'
import type { Collection } from './Collection.ts'

type RefusalsProps = { readonly collection: Collection; readonly onRemove: (paths: ReadonlySet<string>) => void }

/** Files that cannot be used: each with its reason and what to do. */
export function Refusals({ collection, onRemove }: RefusalsProps) {
  const refused = collection.pieces.filter(({ state }) => state === 'refused')
  if (refused.length === 0) return null
  return (
    <section
      aria-label="Files that cannot be used"
      role="alert"
      className="flex flex-col gap-3 border-bad border-l-2 pl-4 text-small"
    >
      <h2 className="font-medium">
        {refused.length === 1 ? '1 file cannot be used' : `${refused.length} files cannot be used`}
      </h2>
      <ul className="flex flex-col gap-2">
        {refused.map(({ path, message, hint }) => (
          <li key={path}>
            <span className="font-mono">{path}</span>
            <span className="block">
              {message} <span className="text-muted">{hint}</span>
            </span>
          </li>
        ))}
      </ul>
      <Button size="small" className="self-start" onClick={() => onRemove(new Set(refused.map(({ path }) => path)))}>
        Leave {refused.length === 1 ? 'it' : 'them'} out
      </Button>
    </section>
  )
}
