import { Link } from '@tanstack/react-router'
import type { Work } from '@tributary/sdk/wire'
import { lazy, Suspense, useState } from 'react'
import { Button, buttonStyle, Icon } from '../../design/index.ts'
import { useWallet } from '../../wallet/index.ts'
import { ForHolder } from './ForHolder.tsx'
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
        <Further work={work} />
      </div>
      <PaySheet work={work} open={open === 'pay'} onOpenChange={close} />
      <ShareSheet work={work} open={open === 'share'} onOpenChange={close} />
      <Suspense>{open === 'sell' && <SellSheet work={work} onOpenChange={close} />}</Suspense>
    </section>
  )
}

/** What can be made of it: pictures with a model, a remix of a picture. */
function Further({ work: { id, kind, picture } }: { readonly work: Work }) {
  if (kind === 'model')
    return (
      <Link to="/make" search={{ model: `work:${id}` }} className={buttonStyle()}>
        <Icon name="make" size={18} /> Draw with it
      </Link>
    )
  if (kind === 'dataset' || !picture) return null
  return (
    <Link to="/make" search={{ parent: id }} className={buttonStyle()}>
      <Icon name="make" size={18} /> Remix
    </Link>
  )
}
