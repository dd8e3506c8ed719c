import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Plan, Work } from '@tributary/sdk/wire'
import { lazy, Suspense, useState } from 'react'
import { post, queries } from '../../data/index.ts'
import { Button, buttonStyle, Money, Problem } from '../../design/index.ts'
import { sign } from '../../signing/index.ts'
import { useWallet } from '../../wallet/index.ts'
import { PaySheet } from './PaySheet.tsx'
import { ShareSheet } from './ShareSheet.tsx'

/** Typed data of an offer needs the protocol, which is loaded when somebody sells. */
const SellSheet = lazy(() => import('../sell/SellSheet.tsx'))

type Open = 'pay' | 'share' | 'sell' | undefined

/** What else may be done with a work, by anybody and by its holder. */
export function Actions({ work }: { readonly work: Work }) {
  const [open, setOpen] = useState<Open>()
  const wallet = useWallet()
  const isHolder = wallet.status === 'connected' && wallet.address.toLowerCase() === work.holder.address.toLowerCase()
  const close = (next: boolean) => setOpen(next ? open : undefined)
  return (
    <section aria-label="Actions" className="flex flex-col gap-6">
      {isHolder && <ForHolder work={work} onSell={() => setOpen('sell')} />}
      <div className="flex flex-wrap gap-2">
        <Button icon="share" onClick={() => setOpen('share')}>
          Share
        </Button>
        <Button icon="coin" onClick={() => setOpen('pay')}>
          Pay it
        </Button>
        {work.picture && (
          <Link to="/make" search={{ parent: work.id }} className={buttonStyle()}>
            Remix
          </Link>
        )}
      </div>
      <PaySheet work={work} open={open === 'pay'} onOpenChange={close} />
      <ShareSheet work={work} open={open === 'share'} onOpenChange={close} />
      <Suspense>{open === 'sell' && <SellSheet work={work} onOpenChange={close} />}</Suspense>
    </section>
  )
}

function ForHolder({ work, onSell }: { readonly work: Work; readonly onSell: () => void }) {
  const { data: studio } = useQuery(queries.studio())
  return (
    <div className="flex flex-col gap-4 border-accent border-l-2 py-1 pl-4">
      <p className="font-medium">You hold this work.</p>
      {work.money.map(({ token, residual }) =>
        residual === '0' ? null : <Collect key={token.address} work={work} money={{ amount: residual, token }} />,
      )}
      {studio && (
        <Button className="self-start" onClick={onSell}>
          Sell a license
        </Button>
      )}
    </div>
  )
}

type CollectProps = { readonly work: Work; readonly money: Parameters<typeof Money>[0]['money'] }

function Collect({ work, money }: CollectProps) {
  const [trouble, setTrouble] = useState<unknown>()
  const collect = () =>
    sign((account) => post<Plan>('/v1/plans/collect', { account, work: work.id, token: money.token.address })).then(
      () => setTrouble(undefined),
      setTrouble,
    )
  return (
    <div className="flex flex-col gap-3">
      <p className="text-small">
        <Money money={money} /> is yours to collect: what is left after everybody else’s share.
      </p>
      {trouble !== undefined && <Problem error={trouble} />}
      <Button look="primary" className="self-start" onClick={collect}>
        Collect it
      </Button>
    </div>
  )
}
