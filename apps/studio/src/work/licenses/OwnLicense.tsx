import type { License } from '@tributary/sdk/wire'
import { ago, dateText, Hash, Icon, Money } from '../../design/index.ts'
import { rightWords } from '../../market/words.ts'

/** A license that the visitor owns, with its receipt. */
export function OwnLicense({ license }: { readonly license: License }) {
  return (
    <div className="flex animate-appear flex-col gap-3 border-good border-l-2 py-2 pl-4">
      <p className="flex items-center gap-2 font-medium">
        <span className="text-good">
          <Icon name="check" />
        </span>
        You have a license
      </p>
      <p className="text-small">
        {license.rights.map((right) => rightWords[right].name).join(', ')}. {validity(license)}
      </p>
      <dl className="grid grid-cols-[5rem_1fr] gap-x-4 gap-y-1 text-small">
        <dt className="text-muted">Paid</dt>
        <dd>
          <Money money={license.price} />, {ago(license.time)}
        </dd>
        <dt className="text-muted">License</dt>
        <dd>
          <Hash value={toHex(license.id)} />
        </dd>
        <dt className="text-muted">Receipt</dt>
        <dd>
          <Hash value={license.transaction} />
        </dd>
      </dl>
    </div>
  )
}

function validity({ expiry, used }: License): string {
  const end = Number(expiry)
  const until = end === 0 || end >= 2 ** 47 ? 'Valid for ever.' : `Valid until ${dateText(end)}.`
  return used > 0 ? `${until} Used ${used} times.` : until
}

function toHex(id: string): string {
  return id.startsWith('0x') ? id : `0x${BigInt(id).toString(16).padStart(64, '0')}`
}
