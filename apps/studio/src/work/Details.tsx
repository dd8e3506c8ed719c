import type { File, Work } from '@tributary/sdk/wire'
import type { ReactNode } from 'react'
import { Disclosure, Hash, percent, Table } from '../design/index.ts'

/** Everything that the id binds, for those who check. */
export function Details({ work }: { readonly work: Work }) {
  return (
    <section aria-label="Details" className="screen-width border-line border-t pt-8">
      <Disclosure summary={<span className="font-medium">Terms and files</span>}>
        <dl className="mb-8 grid gap-y-2 text-small">
          <Row name="Id">
            <Hash value={work.id} />
          </Row>
          <Row name="Token">
            {work.minted ? `Minted; changed hands ${work.epoch} times` : 'Not minted; it belongs to its creator'}
          </Row>
          <Row name="Shares">
            {work.flows.length === 0
              ? 'Its holder keeps everything.'
              : work.flows.map((flow) => `${percent(flow.share)} to ${flow.name ?? flow.kind}`).join(', ')}
          </Row>
        </dl>
        <Table
          caption="Files"
          columns={columns}
          rows={work.files}
          rowKey={(file, index) => `${file.sha256}-${index}`}
        />
      </Disclosure>
      {work.record && (
        <Disclosure summary={<span className="font-medium">The record, as its id binds it</span>}>
          <pre className="max-h-[32rem] overflow-auto font-mono text-caption text-muted">
            {JSON.stringify(work.record, null, 2)}
          </pre>
        </Disclosure>
      )}
    </section>
  )
}

const roles = {
  content: 'The work',
  signed: 'With content credential',
  license: 'License text',
  attachment: 'Attachment',
} as const

const columns = [
  {
    head: 'File',
    cell: (file: File) => (
      <a href={file.src} className="underline decoration-line underline-offset-4 hover:decoration-ink">
        {file.name ?? roles[file.role]}
      </a>
    ),
  },
  { head: 'What it is', cell: (file: File) => roles[file.role] },
  { head: 'Type', cell: (file: File) => file.mediaType },
  { head: 'Size', cell: (file: File) => `${Math.ceil(file.size / 1000).toLocaleString('en-US')} kB`, numeric: true },
  { head: 'SHA-256', cell: (file: File) => <Hash value={file.sha256} />, numeric: true },
]

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_1fr] gap-4">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
