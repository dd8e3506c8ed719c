import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Job, ModelSource, TrainInput } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post, query, read } from '../../data/index.ts'
import { Button, Disclosure, durationText, Field, Input, joined, Problem, Select } from '../../design/index.ts'
import { useDrawers } from '../pictures/models.ts'
import { parseSeed } from '../pictures/seeds.ts'
import { paceOf } from './pace.ts'
import { type Preset, presets, secondsOf } from './presets.ts'

type TrainPanelProps = { readonly dataset: string; readonly title: string }

/** How long and from where: everything a training run is asked. */
export function TrainPanel({ dataset, title }: TrainPanelProps) {
  const navigate = useNavigate()
  const [preset, setPreset] = useState<Preset>(presets[0]!)
  const [name, setName] = useState(title)
  const [seed, setSeed] = useState('7')
  const [parent, setParent] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const source = useDrawers().find(({ key }) => key === parent)?.source
  const odd =
    name.trim() === ''
      ? 'The model needs a name.'
      : parseSeed(seed) === undefined
        ? 'The seed is a whole number from 0 to 4294967295.'
        : undefined
  const start = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const { id } = await post<Job>('/v1/jobs', inputOf(name, dataset, preset, parseSeed(seed)!, source))
      await navigate({ to: '/make/jobs/$id', params: { id } })
    } catch (cause) {
      setError(cause)
    }
    setBusy(false)
  }
  return (
    <section aria-labelledby="train" className="flex flex-col gap-5">
      <h2 id="train" className="font-serif text-title">
        Train a model with it
      </h2>
      <PresetChoice preset={preset} onChange={setPreset} />
      <Field label="Name of the model">
        {(wiring) => (
          <Input {...wiring} maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <Disclosure summary={<span className="font-medium text-small">Seed, and going on from a model</span>}>
        <div className="flex flex-col gap-4 pt-2">
          <Field label="Seed" hint="The same pictures, seed and length give the same model, byte for byte.">
            {(wiring) => (
              <Input {...wiring} inputMode="numeric" value={seed} onChange={({ target }) => setSeed(target.value)} />
            )}
          </Field>
          <ParentChoice parent={parent} onChange={setParent} />
        </div>
      </Disclosure>
      {error !== undefined && <Problem error={error} onRetry={start} />}
      <Button look="primary" size="large" busy={busy} disabled={odd !== undefined} onClick={start}>
        Start training
      </Button>
      <p className="text-muted text-small">
        {odd ?? 'It shows pictures while it learns, can be canceled, and goes on when this page is closed.'}
      </p>
    </section>
  )
}

function inputOf(name: string, job: string, preset: Preset, seed: number, parent: ModelSource | undefined): TrainInput {
  // A model goes on only in the shape it has, which is that of the defaults.
  const settings = parent ? {} : preset.settings
  const { steps } = preset
  return {
    kind: 'train',
    name: name.trim(),
    dataset: { job },
    seed,
    steps,
    settings,
    samples: Math.max(10, Math.round(steps / 20)),
    ...(parent && { parent }),
  }
}

function PresetChoice({ preset, onChange }: { readonly preset: Preset; readonly onChange: (preset: Preset) => void }) {
  const { data: pace } = useQuery({
    queryKey: ['jobs', 'pace'],
    queryFn: async ({ signal }) =>
      paceOf(
        (await read<{ items: Job[] }>(`/v1/jobs${query({ kind: 'train', state: 'succeeded', limit: 5 })}`, signal))
          .items,
      ),
  })
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-2 font-medium text-small">How long it learns</legend>
      {presets.map((each) => (
        <label
          key={each.id}
          className={joined(
            'flex items-start gap-3 border-line border-t py-3 last:border-b',
            each.id !== preset.id && 'text-muted',
          )}
        >
          <input
            type="radio"
            name="preset"
            checked={each.id === preset.id}
            onChange={() => onChange(each)}
            className="mt-1 accent-accent"
          />
          <span className="min-w-0 flex-1 text-small">
            <span className="block font-medium text-ink">{each.name}</span>
            {each.words}
          </span>
          <span className="shrink-0 text-small">
            about {durationText(Math.round(secondsOf(each, pace ?? undefined)))}
          </span>
        </label>
      ))}
      <p className="pt-2 text-muted text-small">
        {pace ? 'Judged by your last training here.' : 'On two idle cores; a busy machine takes longer.'}
      </p>
    </fieldset>
  )
}

function ParentChoice({ parent, onChange }: { readonly parent: string; readonly onChange: (parent: string) => void }) {
  const drawers = useDrawers()
  return (
    <Field
      label="Start from"
      hint="Styles of the same name are kept, others are learned anew. The model is paid of what the new one earns."
    >
      {(wiring) => (
        <Select {...wiring} value={parent} onChange={({ target }) => onChange(target.value)}>
          <option value="">Nothing</option>
          {drawers.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
