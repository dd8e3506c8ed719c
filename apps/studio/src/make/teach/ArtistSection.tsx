import { useState } from 'react'
import { Button, Field, Icon, IconButton, Input, joined } from '../../design/index.ts'
import { type Artist, isSmall, isWeight, type Piece, type Terms } from './Collection.ts'

type ArtistSectionProps = {
  readonly name: string
  /** What is known once pictures are kept. */
  readonly artist: Artist | undefined
  readonly pieces: readonly Piece[]
  readonly duplicates: ReadonlyMap<string, string>
  readonly onRename: (name: string) => void
  readonly onPay: (terms: Partial<Terms>) => void
  readonly onRemove: (paths: readonly string[]) => void
}

/** As many as fill two rows; the rest is one press away. */
const shownAtFirst = 24

/** One artist: their pictures, their address, their part. */
export function ArtistSection({ name, artist, pieces, duplicates, onRename, onPay, onRemove }: ArtistSectionProps) {
  const [all, setAll] = useState(false)
  const shown = all ? pieces : pieces.slice(0, shownAtFirst)
  const doubtful = pieces.filter((piece) => isSmall(piece) || duplicates.has(piece.path)).map(({ path }) => path)
  return (
    <section aria-label={`Pictures by ${name}`} className="flex flex-col gap-4 border-line border-t pt-6">
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_7rem_auto]">
        <NameField key={name} name={name} onRename={onRename} />
        <Field
          label="Address to pay"
          hint={artist?.address ? undefined : 'Without one, the money comes to you to pass on.'}
        >
          {(wiring) => (
            <Input
              {...wiring}
              placeholder="0x…"
              spellCheck={false}
              className="font-mono text-small!"
              value={artist?.address ?? ''}
              onChange={({ target }) => onPay({ address: target.value.trim() })}
            />
          )}
        </Field>
        <Field label="A picture counts" error={artist && !isWeight(artist.weight) ? 'From 1.' : undefined}>
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="numeric"
              value={artist?.weight ?? '1'}
              onChange={({ target }) => onPay({ weight: target.value })}
            />
          )}
        </Field>
        <p className="pt-7 text-right text-small">
          <span className="block font-medium">{((artist?.share ?? 0) * 100).toFixed(1)} %</span>
          <span className="text-muted">{pieces.length === 1 ? '1 picture' : `${pieces.length} pictures`}</span>
        </p>
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(5rem,1fr))] gap-1.5">
        {shown.map((piece) => (
          <Thumb
            key={piece.path}
            piece={piece}
            duplicate={duplicates.get(piece.path)}
            onRemove={() => onRemove([piece.path])}
          />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {pieces.length > shown.length && (
          <Button size="small" onClick={() => setAll(true)}>
            Show all {pieces.length}
          </Button>
        )}
        {doubtful.length > 0 && (
          <Button size="small" icon="trash" onClick={() => onRemove(doubtful)}>
            Remove {doubtful.length} marked {doubtful.length === 1 ? 'picture' : 'pictures'}
          </Button>
        )}
      </div>
    </section>
  )
}

function NameField({ name, onRename }: { readonly name: string; readonly onRename: (name: string) => void }) {
  const [text, setText] = useState(name)
  const apply = () => (text.trim() === '' ? setText(name) : text.trim() !== name && onRename(text.trim().slice(0, 64)))
  return (
    <Field label="Artist and style">
      {(wiring) => (
        <Input
          {...wiring}
          maxLength={64}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onBlur={apply}
          onKeyDown={({ key }) => key === 'Enter' && apply()}
        />
      )}
    </Field>
  )
}

type ThumbProps = { readonly piece: Piece; readonly duplicate: string | undefined; readonly onRemove: () => void }

function Thumb({ piece, duplicate, onRemove }: ThumbProps) {
  const { path, preview, state } = piece
  const doubt =
    duplicate !== undefined
      ? `The same file as ${duplicate}: counts once`
      : isSmall(piece)
        ? 'Small: a model learns little from it'
        : undefined
  return (
    <li className="group relative">
      <img
        src={preview}
        alt={path}
        title={doubt ?? path}
        loading="lazy"
        decoding="async"
        className={joined(
          'aspect-square w-full object-cover',
          state !== 'kept' && 'animate-breathe',
          doubt !== undefined && 'opacity-50',
        )}
      />
      {doubt !== undefined && (
        <span className="absolute bottom-1 left-1 bg-ground p-0.5 text-warn" title={doubt}>
          <Icon name="warning" size={14} />
          <span className="sr-only">{doubt}</span>
        </span>
      )}
      <IconButton
        icon="close"
        label={`Remove ${path}`}
        size={14}
        onClick={onRemove}
        className="absolute! top-1 right-1 size-6! bg-ground/85 text-ink opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
      />
    </li>
  )
}
