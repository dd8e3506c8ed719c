import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Address } from 'viem'
import { queries } from '../data/index.ts'
import { Button, Hash, Mark, Menu, type MenuItem, notify, shortened } from '../design/index.ts'
import { loadWallet, resumeLater } from './loadWallet.ts'
import { needWallet } from './needWallet.ts'
import { useSession } from './useSession.ts'
import { useWallet, type Wallet } from './walletState.ts'

/** Who one is, at the corner of every screen. */
export function WalletButton() {
  const wallet = useWallet()
  useEffect(resumeLater, [])
  if (wallet.status !== 'connected')
    return (
      <Button size="small" className="ml-2" busy={wallet.status === 'connecting'} onClick={() => needWallet()}>
        Connect
      </Button>
    )
  return <Account wallet={wallet} />
}

type Connected = Extract<Wallet, { status: 'connected' }>

function Account({ wallet }: { readonly wallet: Connected }) {
  const session = useSession()
  const items = useItems(wallet, session !== undefined)
  return (
    <Menu
      trigger={
        <Button size="small" className="ml-2 font-mono">
          <Mark address={wallet.address} />
          <span className="hidden sm:inline">{shortened(wallet.address)}</span>
          <span className="sr-only">Account</span>
        </Button>
      }
      head={
        <div className="flex flex-col gap-1 text-small">
          <span>{wallet.name}</span>
          <Hash value={wallet.address} label="Copy address" />
        </div>
      }
      items={items}
    />
  )
}

function useItems(wallet: Connected, signedIn: boolean): readonly MenuItem[] {
  const navigate = useNavigate()
  const { data: studio } = useQuery(queries.studio())
  return [
    ...(signedIn ? [] : [{ label: 'Sign in', icon: 'check' as const, onSelect: () => void needWallet() }]),
    {
      label: 'What I am owed',
      icon: 'statements',
      onSelect: () => void navigate({ to: '/statements', search: { account: wallet.address } }),
    },
    ...(studio?.chain.embedded && signedIn
      ? [{ label: 'Get play money', icon: 'coin' as const, onSelect: () => void askForPlayMoney(wallet.address) }]
      : []),
    { label: 'Disconnect', icon: 'out', onSelect: () => void loadWallet().then((actions) => actions.leave()) },
  ]
}

export async function askForPlayMoney(address: Address): Promise<void> {
  try {
    await (await loadWallet()).getPlayMoney(address)
    notify('Play money is in your wallet', {
      tone: 'good',
      detail: 'It is worth nothing, and spends like the real thing.',
    })
  } catch (error) {
    notify('No play money came', { tone: 'bad', detail: error instanceof Error ? error.message : undefined })
  }
}
