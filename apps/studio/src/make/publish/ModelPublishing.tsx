import { useQuery } from '@tanstack/react-query'
import type { DatasetResult, Job, TrainResult } from '@tributary/sdk/wire'
import { queries } from '../../data/index.ts'
import { Field, Input, Picture, Problem, Skeleton } from '../../design/index.ts'
import { datasetInput, modelInput, nameProblem } from './Form.ts'
import type { PublishingProps } from './Screen.tsx'
import { TermsPanel } from './TermsPanel.tsx'

type ModelPublishingProps = PublishingProps & { readonly type: 'model' | 'dataset'; readonly job: string }

/** A model together with its data set, so that the artists are paid from the first day; or a data set alone. */
export function ModelPublishing({ type, job: id, form, change, onPublish }: ModelPublishingProps) {
  const { data: job, error } = useQuery(queries.job(id))
  const trained = type === 'model' ? (job?.result as TrainResult | undefined) : undefined
  const setId = type === 'dataset' ? id : trained?.dataset.job
  const set = useQuery({ ...queries.job(setId ?? ''), enabled: setId !== undefined })
  if (error) return <Problem error={error} />
  if (job === undefined || set.data === undefined) return <Skeleton className="h-96 w-full" />
  if (job.state !== 'succeeded')
    return <Problem error={new Error('This job has not led to anything that can be published yet.')} />
  const names = { model: form.names.model ?? nameOf(job), dataset: form.names.dataset ?? nameOf(set.data) }
  const input =
    trained === undefined
      ? datasetInput(form, names.dataset, id)
      : modelInput(form, names, { model: id, dataset: trained.dataset.job })
  const sheet = trained?.sheet ?? (set.data.result as DatasetResult).sheet
  const rename = (which: 'model' | 'dataset') => (name: string) => change({ names: { ...form.names, [which]: name } })
  const wrong = nameProblem(names.dataset) ?? (trained && nameProblem(names.model))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <section aria-label="What you publish" className="flex flex-col gap-6">
        <h1 className="font-serif text-display">{trained ? 'Publish a model' : 'Publish a data set'}</h1>
        <Picture
          picture={sheet}
          alt={trained ? 'What the model draws, a row for each style' : 'Pictures of the data set'}
          size="full"
        />
        {trained && <NameField label="Name of the model" name={names.model} onName={rename('model')} />}
        <NameField label="Name of the data set" name={names.dataset} onName={rename('dataset')} />
        <p className="max-w-prose text-muted">
          {trained
            ? 'The data set is published with its model. Whatever the model earns, a part goes on to the artists of the data set, by the weight of their pictures.'
            : 'Only the list of pictures and their hashes becomes public, with a few samples. The pictures themselves stay here.'}
        </p>
      </section>
      <TermsPanel
        form={form}
        change={change}
        kind={type}
        works={input.parts.length}
        sold={1}
        sample={input}
        samplePart={input.parts.length - 1}
        blocked={wrong}
        onPublish={() => onPublish(input)}
      />
    </div>
  )
}

/** What was asked for by this name; the title says what was done. */
function nameOf({ input, title }: Job): string {
  return typeof input?.name === 'string' ? input.name : title
}

type NameFieldProps = { readonly label: string; readonly name: string; readonly onName: (name: string) => void }

function NameField({ label, name, onName }: NameFieldProps) {
  return (
    <Field label={label} error={nameProblem(name)} className="max-w-md">
      {(wiring) => <Input {...wiring} value={name} onChange={({ target }) => onName(target.value)} />}
    </Field>
  )
}
