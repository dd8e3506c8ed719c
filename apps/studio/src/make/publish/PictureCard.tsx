import { Field, IconButton, Input, Picture, Skeleton } from '../../design/index.ts'
import { nameProblem } from './Form.ts'
import type { Entry } from './PicturesPublishing.tsx'

type PictureCardProps = {
  readonly entry: Entry
  readonly name: string
  readonly onName: (name: string) => void
  readonly onOpen: () => void
  readonly onLeaveOut?: () => void
}

/** A picture with the name it will bear. */
export function PictureCard({ entry, name, onName, onOpen, onLeaveOut }: PictureCardProps) {
  return (
    <li className="flex flex-col gap-3">
      {entry.drawn ? (
        <button type="button" onClick={onOpen} aria-label={`Open ${name}`}>
          <Picture picture={entry.drawn} alt={name} size="full" />
        </button>
      ) : (
        <Skeleton className="aspect-square w-full" />
      )}
      <div className="flex items-end gap-1">
        <Field label={`Name of seed ${entry.seed}`} error={nameProblem(name)} className="flex-1">
          {(wiring) => <Input {...wiring} value={name} onChange={({ target }) => onName(target.value)} />}
        </Field>
        {onLeaveOut && <IconButton icon="close" label={`Leave ${name} out`} onClick={onLeaveOut} />}
      </div>
    </li>
  )
}
