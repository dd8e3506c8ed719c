import { useNavigate } from '@tanstack/react-router'
import type { Job } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post } from '../../data/index.ts'
import { Button, Check, Field, Input, Problem } from '../../design/index.ts'
import { useTitle } from '../../shell/index.ts'
import { needWallet } from '../../wallet/index.ts'
import { ArtistSection } from './ArtistSection.tsx'
import * as Collection from './Collection.ts'
import { DropZone } from './DropZone.tsx'
import { Refusals } from './Refusals.tsx'
import { useCollection } from './useCollection.ts'

/** Pictures and their people become a data set: what a model learns a style from. */
export function Screen() {
  useTitle('Teach a style')
  const table = useCollection()
  const { collection, dispatch, add, waiting, send, problem } = table
  const artists = Collection.artistsOf(collection)
  const names = [...new Set(collection.pieces.filter(({ state }) => state !== 'refused').map(({ artist }) => artist))]
  const isEmpty = collection.pieces.length === 0
  return (
    <div className="screen-width flex flex-col gap-8 pt-2">
      <header className="flex max-w-2xl flex-col gap-3">
        <h1 className="font-serif text-display">Teach a model your style</h1>
        <p className="text-lead text-muted">
          Bring pictures, a folder for each artist. A model learns a style from each, and whenever it earns, its artists
          are paid.
        </p>
      </header>
      <DropZone large={isEmpty} onDrop={(dropped) => void add(dropped)} />
      {problem && <Problem error={problem} />}
      {waiting > 0 && (
        <div className="flex flex-wrap items-center gap-4">
          <Button look="primary" onClick={() => void send()}>
            Sign in to bring {waiting === 1 ? 'the picture' : `${waiting} pictures`} here
          </Button>
          <p className="text-muted text-small">Only you see what you bring, until you publish it.</p>
        </div>
      )}
      <Refusals collection={collection} onRemove={(paths) => dispatch((now) => Collection.remove(now, paths))} />
      {names.map((name) => (
        <ArtistSection
          key={name}
          name={name}
          artist={artists.find((each) => each.name === name)}
          pieces={collection.pieces.filter((piece) => piece.artist === name && piece.state !== 'refused')}
          duplicates={Collection.duplicatesOf(collection)}
          onRename={(to) => dispatch((now) => Collection.rename(now, name, to))}
          onPay={(terms) => dispatch((now) => Collection.pay(now, name, terms))}
          onRemove={(paths) => dispatch((now) => Collection.remove(now, new Set(paths)))}
        />
      ))}
      {!isEmpty && (
        <MakeIt collection={collection} onName={(name) => dispatch((now) => ({ ...now, name }))} onMade={table.clear} />
      )}
    </div>
  )
}

type MakeItProps = {
  readonly collection: Collection.Collection
  readonly onName: (name: string) => void
  readonly onMade: () => void
}

function MakeIt({ collection, onName, onMade }: MakeItProps) {
  const navigate = useNavigate()
  const [agreed, setAgreed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const missing = Collection.missing(collection) ?? (agreed ? undefined : 'Say that you may use the pictures.')
  const make = async () => {
    if ((await needWallet()) === undefined) return
    setBusy(true)
    setError(undefined)
    try {
      const { id } = await post<Job>('/v1/jobs', Collection.toInput(collection))
      await navigate({ to: '/make/jobs/$id', params: { id } })
      onMade()
    } catch (cause) {
      setError(cause)
    }
    setBusy(false)
  }
  return (
    <section aria-label="Make the data set" className="flex max-w-xl flex-col gap-5 border-line border-t pt-8">
      <Field label="Name of the data set" hint="Such as: Six painters.">
        {(wiring) => (
          <Input {...wiring} maxLength={120} value={collection.name} onChange={({ target }) => onName(target.value)} />
        )}
      </Field>
      <Check
        label="I made these pictures, or their makers agreed that a model learns from them."
        hint="The artists stand in the data set by name, and are paid by the weight of their pictures."
        checked={agreed}
        onChange={({ target }) => setAgreed(target.checked)}
      />
      {error !== undefined && <Problem error={error} onRetry={make} />}
      <Button
        look="primary"
        size="large"
        busy={busy}
        disabled={missing !== undefined}
        onClick={make}
        className="self-start"
      >
        Make the data set
      </Button>
      {missing !== undefined && <p className="text-muted text-small">{missing}</p>}
    </section>
  )
}
