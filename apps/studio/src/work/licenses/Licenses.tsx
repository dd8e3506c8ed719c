import { useQuery } from '@tanstack/react-query'
import type { Offer, Work } from '@tributary/sdk/wire'
import { queries } from '../../data/index.ts'
import { useWallet } from '../../wallet/index.ts'
import { OfferCard } from './OfferCard.tsx'
import { OwnLicense } from './OwnLicense.tsx'

/** What may be bought, cheapest first, and what the visitor already has. */
export function Licenses({ work }: { readonly work: Work }) {
  const wallet = useWallet()
  const address = wallet.status === 'connected' ? wallet.address : undefined
  const { data: account } = useQuery({ ...queries.account(address ?? ''), enabled: address !== undefined })
  const own = account?.licenses.filter((license) => license.work === work.id) ?? []
  const open = work.offers.filter((offer) => offer.state === 'open').toSorted(byPrice)
  const gone = work.offers.length - open.length
  return (
    <section id="licenses" aria-labelledby="licenses-title" className="flex scroll-mt-20 flex-col gap-2">
      <h2 id="licenses-title" className="font-serif text-title">
        {open.length > 0 ? 'License it' : 'Licenses'}
      </h2>
      {own.map((license) => (
        <OwnLicense key={license.id} license={license} />
      ))}
      {open.length === 0 && (
        <p className="text-muted">
          {gone > 0
            ? 'Everything that was for sale is sold, expired or withdrawn.'
            : 'Its holder has not put a license up for sale.'}
        </p>
      )}
      <ul>
        {open.map((offer) => (
          <OfferCard key={offer.id} offer={offer} />
        ))}
      </ul>
    </section>
  )
}

function byPrice(a: Offer, b: Offer): number {
  return Number(BigInt(a.price) - BigInt(b.price))
}
