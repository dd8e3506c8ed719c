import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Upload } from '@tributary/sdk/wire'
import { useState } from 'react'
import { BaseError } from '../../BaseError.ts'
import { queries, read, upload as send } from '../../data/index.ts'
import { Button, Field, Input, Picture, Problem, Progress } from '../../design/index.ts'
import { needWallet } from '../../wallet/index.ts'
import { inspectPicture } from '../teach/inspectPicture.ts'
import { fileInput, nameProblem } from './Form.ts'
import type { PublishingProps } from './Screen.tsx'
import { TermsPanel } from './TermsPanel.tsx'

type FilePublishingProps = PublishingProps & {
  readonly upload: string | undefined
  readonly parent: string | undefined
}

/** One's own picture; made from another work, it pays that one for ever. */
export function FilePublishing({ upload: id, parent, form, change, onPublish }: FilePublishingProps) {
  const { data: upload, error } = useQuery({
    queryKey: ['upload', id],
    queryFn: ({ signal }) => read<Upload>(`/v1/uploads/${id}`, signal),
    enabled: id !== undefined,
  })
  const name = form.names.file ?? ''
  const input = upload && fileInput(form, name || 'A work', upload.id, parent)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <section aria-label="What you publish" className="flex flex-col gap-6">
        <h1 className="font-serif text-display">
          {parent === undefined ? 'Publish your own picture' : 'Publish a remix'}
        </h1>
        {parent !== undefined && <Parent id={parent} />}
        {error && <Problem error={error} />}
        {upload === undefined ? (
          <FileDrop parent={parent} />
        ) : (
          <>
            {upload.picture && <Picture picture={upload.picture} alt={name || 'Your picture'} size="full" />}
            <Field label="Name" error={name === '' ? undefined : nameProblem(name)} className="max-w-md">
              {(wiring) => (
                <Input
                  {...wiring}
                  value={name}
                  onChange={({ target }) => change({ names: { ...form.names, file: target.value } })}
                />
              )}
            </Field>
          </>
        )}
      </section>
      <TermsPanel
        form={form}
        change={change}
        kind={parent === undefined ? 'import' : 'remix'}
        works={1}
        sample={input}
        blocked={upload === undefined ? 'Choose a file first.' : nameProblem(name)}
        onPublish={async () => input && onPublish(input)}
      />
    </div>
  )
}

function Parent({ id }: { readonly id: string }) {
  const { data: work } = useQuery(queries.work(id))
  if (work === undefined) return null
  return (
    <p className="text-lead text-muted">
      Made from{' '}
      <Link to="/works/$id" params={{ id }} className="text-ink underline underline-offset-4">
        {work.name}
      </Link>
      , which gets a part of everything it earns.
    </p>
  )
}

function FileDrop({ parent }: { readonly parent: string | undefined }) {
  const navigate = useNavigate()
  const [part, setPart] = useState<number>()
  const [error, setError] = useState<unknown>()
  const take = async (file: File | undefined) => {
    if (file === undefined || (await needWallet()) === undefined) return
    setError(undefined)
    try {
      const inspected = await inspectPicture(file)
      if (inspected.state === 'refused') throw new UnfitFileError(inspected)
      setPart(0)
      const { id } = await send(file, { onProgress: setPart })
      await navigate({
        to: '/make/publish',
        search: { upload: id, ...(parent !== undefined && { parent }) },
        replace: true,
      })
    } catch (cause) {
      setError(cause)
    }
    setPart(undefined)
  }
  return (
    <section
      aria-label="Drop a picture"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer.files[0])
      }}
      className="flex min-h-96 flex-col items-center justify-center gap-4 border border-edge border-dashed p-8 text-center"
    >
      <p className="font-serif text-title">Drop a picture here</p>
      <p className="text-muted text-small">PNG, JPEG or WebP, up to 100 MB.</p>
      <FileButton onFile={(file) => void take(file)} />
      {part !== undefined && <Progress label="Sending" done={part * 100} total={100} unit="%" />}
      {error !== undefined && <Problem error={error} />}
    </section>
  )
}

function FileButton({ onFile }: { readonly onFile: (file: File | undefined) => void }) {
  return (
    <span className="relative">
      <Button
        icon="upload"
        onClick={({ currentTarget }) => currentTarget.parentElement?.querySelector('input')?.click()}
      >
        Choose a file
      </Button>
      <input
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label="Choose a picture to publish"
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          onFile(target.files?.[0])
          target.value = ''
        }}
      />
    </span>
  )
}

/** The file is not a picture that the studio takes. */
class UnfitFileError extends BaseError {
  override readonly name = 'publish.UnfitFileError'
  constructor({ message, hint }: { readonly message: string; readonly hint?: string | undefined }) {
    super(message, { hint })
  }
}
