import { useState } from 'react'
import { Button, joined } from '../../design/index.ts'
import { fromDrop, fromInput } from './dropped.ts'
import type { Dropped } from './Folder.ts'

type DropZoneProps = { readonly large: boolean; readonly onDrop: (dropped: readonly Dropped[]) => void }

/** Where pictures come in: dropped, or chosen. */
export function DropZone({ large, onDrop }: DropZoneProps) {
  const [over, setOver] = useState(false)
  return (
    <section
      aria-label="Drop pictures"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void fromDrop(event.dataTransfer).then(onDrop)
      }}
      className={joined(
        'flex flex-col items-center justify-center gap-4 border border-dashed p-6 text-center transition-colors duration-120',
        over ? 'border-accent bg-sunk' : 'border-edge',
        large && 'min-h-[46vh]',
      )}
    >
      <p className={joined('font-serif', large ? 'text-display' : 'text-lead')}>
        {large ? 'Drop your folders here' : 'Drop more'}
      </p>
      {large && (
        <p className="max-w-md text-muted text-small">
          PNG, JPEG or WebP, at least 128 pixels a side, some dozens for each artist. With a contributors.csv (file,
          contributor, address, weight) everybody’s share is exactly as written.
        </p>
      )}
      <div className="flex flex-wrap justify-center gap-2">
        <Chooser label="Choose a folder" folder onDrop={onDrop} />
        <Chooser label="Choose pictures" onDrop={onDrop} />
      </div>
    </section>
  )
}

type ChooserProps = Pick<DropZoneProps, 'onDrop'> & { readonly label: string; readonly folder?: boolean }

function Chooser({ label, folder = false, onDrop }: ChooserProps) {
  return (
    <span className="relative">
      <Button
        icon="upload"
        onClick={({ currentTarget }) => currentTarget.parentElement?.querySelector('input')?.click()}
      >
        {label}
      </Button>
      <input
        type="file"
        multiple
        {...(folder && { webkitdirectory: '' })}
        accept={folder ? undefined : 'image/png,image/jpeg,image/webp,.csv'}
        aria-label={`${label} from this machine`}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          onDrop(fromInput(target.files))
          target.value = ''
        }}
      />
    </span>
  )
}
