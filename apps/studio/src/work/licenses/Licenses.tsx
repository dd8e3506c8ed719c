import { useQuery } from '@tanstack/react-query'
import type { Offer, Work } from '@tributary/sdk/wire'
import { useState } from 'react'
import { queries } from '../../data/index.ts'
import { Button, moneyText, Problem } from '../../design/index.ts'
import { useWallet } from '../../wallet/index.ts'
import { OfferChoice } from './OfferChoice.tsx'
import { OwnLicense } from './OwnLicense.tsx'
import { useBuying } from './useBuying.ts'

/** What may be bought, cheapest first, and what the visitor already has. */
export function Licenses({ work }: { readonly work: Work }) {
  const own = useOwnLicenses(work)
  const open = work.offers.filter((offer) => offer.state === 'open').toSorted(byPrice)
  return (
    <section id="licenses" aria-labelledby="licenses-title" className="flex scroll-mt-20 flex-col gap-4">
      <h2 id="licenses-title" className="font-serif text-title">
        {open.length > 0 ? 'License it' : 'Licenses'}
      </h2>
      {own.map((license) => (
        <OwnLicense key={license.id} license={license} />
      ))}
      {open.length > 0 ? <Offers offers={open} /> : <NothingForSale work={work} />}
    </section>
  )
}

/** One is chosen and unfolded; one button buys it. */
function Offers({ offers }: { readonly offers: readonly Offer[] }) {
  const [chosenId, setChosenId] = useState<string>()
  const chosen = offers.find(({ id }) => id === chosenId) ?? offers[0]!
  const { buy, trouble, asking } = useBuying()
  return (
    <>
      <ul className="border-line border-t">
        {offers.map((offer) => (
          <OfferChoice
            key={offer.id}
            offer={offer}
            chosen={offer.id === chosen.id}
            onChoose={() => setChosenId(offer.id)}
          />
        ))}
      </ul>
      {trouble !== undefined && <Problem error={trouble} />}
      <Button look="primary" size="large" className="w-full" busy={asking} onClick={() => buy(chosen)}>
        License for {moneyText({ amount: chosen.price, token: chosen.token })}
      </Button>
    </>
  )
}

function NothingForSale({ work }: { readonly work: Work }) {
  return (
    <p className="text-muted">
      {work.offers.length > 0
        ? 'Everything that was for sale is sold, expired or withdrawn.'
        : 'Its holder has not put a license up for sale.'}
    </p>
  )
}

function useOwnLicenses(work: Work) {
  const wallet = useWallet()
  const address = wallet.status === 'connected' ? wallet.address : undefined
  const { data: account } = useQuery({
    ...queries.account(address ?? ''),
    // Renewed with the work: a license that was bought elsewhere shows here too.
    queryKey: ['work', work.id, 'account', address],
    enabled: address !== undefined,
  })
  return account?.licenses.filter((license) => license.work === work.id) ?? []
}

function byPrice(a: Offer, b: Offer): number {
  return Number(BigInt(a.price) - BigInt(b.price))
}
