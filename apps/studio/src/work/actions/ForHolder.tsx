import type { Offer, Money as WireMoney, Work } from '@tributary/sdk/wire'
import { Button, Money, moneyText, Problem } from '../../design/index.ts'
import { titleOf } from '../licenses/wordsOf.ts'
import { usePlanned } from './usePlanned.ts'

type ForHolderProps = { readonly work: Work; readonly onSell: () => void }

/** What only the holder may do: collect, sell, withdraw, make it a token. */
export function ForHolder({ work, onSell }: ForHolderProps) {
  const open = work.offers.filter(({ state }) => state === 'open')
  return (
    <div className="flex flex-col gap-6 border-accent border-l-2 py-1 pl-4">
      <p className="font-medium">You hold this work.</p>
      {work.money.map(({ token, residual }) =>
        residual === '0' ? null : <Collect key={token.address} work={work} money={{ amount: residual, token }} />,
      )}
      <div className="flex flex-wrap gap-2">
        <Button icon="plus" onClick={onSell}>
          Sell a license
        </Button>
        {!work.minted && <Mint work={work} />}
      </div>
      {open.length > 0 && (
        <ul className="flex flex-col text-small">
          {open.map((offer) => (
            <Withdraw key={offer.id} offer={offer} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Collect({ work, money }: { readonly work: Work; readonly money: WireMoney }) {
  const { start, busy, trouble } = usePlanned({
    plan: 'collect',
    terms: { work: work.id, token: money.token.address },
    done: `${moneyText(money)} is in your wallet`,
  })
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small">
        <Money money={money} /> is yours to collect: what is left after everybody else’s share.
      </p>
      {trouble !== undefined && <Problem error={trouble} />}
      <Button look="primary" className="self-start" busy={busy} onClick={start}>
        Collect it
      </Button>
    </div>
  )
}

function Mint({ work }: { readonly work: Work }) {
  const { start, busy, trouble } = usePlanned({
    plan: 'mint',
    terms: { work: work.id },
    done: `${work.name} is a token now`,
    detail: 'It can be sold and moved like any other.',
  })
  return (
    <>
      <Button busy={busy} onClick={start}>
        Make it a token
      </Button>
      {trouble !== undefined && <Problem error={trouble} />}
    </>
  )
}

function Withdraw({ offer }: { readonly offer: Offer }) {
  const { start, busy, trouble } = usePlanned({
    plan: 'cancel',
    terms: { offer: offer.id },
    done: 'The offer is withdrawn',
    detail: 'Licenses that were sold stay valid.',
  })
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t py-2">
      <span>
        {titleOf(offer)}, {moneyText({ amount: offer.price, token: offer.token })}
      </span>
      <Button look="quiet" size="small" busy={busy} onClick={start}>
        Withdraw
      </Button>
      {trouble !== undefined && <Problem error={trouble} />}
    </li>
  )
}
