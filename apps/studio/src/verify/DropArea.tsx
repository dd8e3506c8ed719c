import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, joined } from '../design/index.ts'

type DropAreaProps = {
  readonly onFiles: (files: readonly File[]) => void
  /** Small, above results that are there already. */
  readonly small: boolean
  readonly children?: ReactNode
}

/** Takes files that are dropped, pasted or picked. */
export function DropArea({ onFiles, small, children }: DropAreaProps) {
  const [over, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  usePaste(onFiles)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files, onFiles)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways; the button below is for keys
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={joined(
        'flex flex-col items-start justify-end gap-6 border border-dashed transition-colors duration-120',
        small ? 'p-6 sm:flex-row sm:items-center sm:justify-between' : 'min-h-[46dvh] p-6 sm:p-10',
        over ? 'border-accent bg-sunk' : 'border-edge',
      )}
    >
      {children}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          look={small ? 'plain' : 'primary'}
          size={small ? 'normal' : 'large'}
          icon="upload"
          onClick={() => picker.current?.click()}
        >
          {small ? 'Verify another file' : 'Choose a file'}
        </Button>
        <span className="text-muted text-small">or drop it here, or paste it</span>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        aria-label="Files to verify"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files, onFiles)
          event.target.value = ''
        }}
      />
    </div>
  )
}

function usePaste(onFiles: DropAreaProps['onFiles']): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => take(event.clipboardData?.files ?? null, onFiles)
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [onFiles])
}

function take(files: FileList | null, onFiles: DropAreaProps['onFiles']): void {
  if (files !== null && files.length > 0) onFiles([...files])
}
