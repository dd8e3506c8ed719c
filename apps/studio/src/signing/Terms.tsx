import type { Plan, Money as WireMoney } from '@tributary/sdk/wire'
import { decimal, Money } from '../design/index.ts'

type TermsProps = { readonly terms: Pick<Plan, 'leaves' | 'arrives' | 'cost'> }

/** What leaves, what arrives, what it costs. */
export function Terms({ terms }: TermsProps) {
  return (
    <dl className="flex flex-col border-line border-t">
      <Side name="What leaves" lines={terms.leaves} none="Nothing leaves your wallet." />
      <Side name="What arrives" lines={terms.arrives} none="Nothing arrives in your wallet." />
      <Cost cost={terms.cost} />
    </dl>
  )
}

type SideProps = {
  readonly name: string
  readonly lines: readonly { readonly what: string; readonly money?: WireMoney | undefined }[]
  readonly none: string
}

function Side({ name, lines, none }: SideProps) {
  return (
    <div className="border-line border-b py-4">
      <dt className="overline-label mb-2">{name}</dt>
      {lines.length === 0 && <dd className="text-muted text-small">{none}</dd>}
      {lines.map((line) => (
        <dd key={line.what} className="flex items-baseline justify-between gap-6 py-1">
          <span>{line.what}</span>
          {line.money && <Money money={line.money} className="font-medium text-lead" />}
        </dd>
      ))}
    </div>
  )
}

function Cost({ cost }: { readonly cost: Plan['cost'] }) {
  return (
    <div className="border-line border-b py-4">
      <dt className="overline-label mb-2">What it costs</dt>
      {cost.fee === '0' ? (
        <dd>Nothing more: the studio sends it and pays the fee of the chain.</dd>
      ) : (
        <Fee cost={cost} />
      )}
    </div>
  )
}

function Fee({ cost }: { readonly cost: Plan['cost'] }) {
  return (
    <dd className="flex items-baseline justify-between gap-6">
      <span>
        Fee of the chain, at most
        <span className="block text-muted text-small">{Number(cost.gas).toLocaleString('en-US')} gas</span>
      </span>
      <span className="tabular text-right">
        {cost.dollars !== undefined && <span className="block">${cost.dollars}</span>}
        <span className="block text-muted text-small">{decimal(cost.fee, 18, 6)} ETH</span>
      </span>
    </dd>
  )
}
