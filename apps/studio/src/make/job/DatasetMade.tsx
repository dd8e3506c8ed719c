import { Link } from '@tanstack/react-router'
import type { DatasetResult, Job } from '@tributary/sdk/wire'
import { Hash, Picture, Table } from '../../design/index.ts'
import { TrainPanel } from '../train/TrainPanel.tsx'

type DatasetMadeProps = { readonly job: Job; readonly result: DatasetResult }

/** A data set that is ready: whose it is, and the way on to a model. */
export function DatasetMade({ job, result }: DatasetMadeProps) {
  const total = result.contributors.reduce((sum, { weight }) => sum + Number(weight), 0)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="flex min-w-0 flex-col gap-6">
        <Picture picture={result.sheet} alt={`Pictures of ${job.title}`} size="full" eager className="max-h-[60vh]" />
        <Table
          caption="Artists"
          rows={result.contributors}
          rowKey={({ name }) => name}
          columns={[
            { head: 'Artist and style', cell: ({ name }) => name },
            { head: 'Pictures', numeric: true, cell: ({ pictures }) => pictures },
            { head: 'Part', numeric: true, cell: ({ weight }) => `${((Number(weight) / total) * 100).toFixed(1)} %` },
            {
              head: 'Paid to',
              cell: ({ address }) =>
                address ? <Hash value={address} /> : <span className="text-muted">you, to pass on</span>,
            },
          ]}
        />
        {result.warnings.length > 0 && (
          <ul aria-label="Worth knowing" className="flex flex-col gap-1 border-warn border-l-2 pl-4 text-small">
            {result.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
        <p className="text-muted text-small">
          Its identity is <Hash value={result.root} />: the hash of every picture and whose it is.
        </p>
      </div>
      <aside aria-label="What next" className="flex flex-col gap-6">
        <TrainPanel dataset={job.id} title={String(job.input?.name ?? job.title)} />
        <p className="border-line border-t pt-6 text-muted text-small">
          Or{' '}
          <Link to="/make/publish" search={{ dataset: job.id }} className="text-ink underline underline-offset-4">
            publish the data set alone
          </Link>
          , so that others can license it for training.
        </p>
      </aside>
    </div>
  )
}
