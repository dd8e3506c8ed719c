import { useQuery } from '@tanstack/react-query'
import type { Studio } from '@tributary/sdk/wire'
import { useEffect, useState } from 'react'
import type { Address } from 'viem'
import { queries } from '../data/index.ts'
import { Button, Problem, Sheet } from '../design/index.ts'
import { loadWallet } from './loadWallet.ts'
import { answerNeed, readyAddress, useConnectSheet } from './needWallet.ts'
import { wordsFor } from './troubles.ts'
import { askForPlayMoney } from './WalletButton.tsx'
import { WalletList } from './WalletList.tsx'
import { useWallet, type Wallet } from './walletState.ts'

/** Leads from nothing to a wallet that can act: choose one, put it on the right chain, sign in. */
export function ConnectSheet() {
  const open = useConnectSheet()
  const { data: studio } = useQuery({ ...queries.studio(), enabled: open })
  return (
    <Sheet
      place="center"
      open={open}
      onOpenChange={(next) => !next && answerNeed(undefined)}
      title="Your wallet is your name here"
      lead="It signs what you make, buy and claim. The studio never holds its key."
    >
      {open && studio && <Steps studio={studio} />}
    </Sheet>
  )
}

function Steps({ studio }: { readonly studio: Studio }) {
  const wallet = useWallet()
  const { data: session } = useQuery(queries.session())
  const ready = readyAddress(studio.chain.id, session)
  useEffect(() => {
    if (ready) answerNeed(ready)
  }, [ready])
  if (wallet.status !== 'connected') return <WalletList studio={studio} />
  if (wallet.chainId !== studio.chain.id) return <WrongChain studio={studio} wallet={wallet} />
  return <SignIn wallet={wallet} />
}

type Connected = Extract<Wallet, { status: 'connected' }>

function WrongChain({ studio, wallet }: { readonly studio: Studio; readonly wallet: Connected }) {
  const { run, busy, trouble } = useAttempt(async () => (await loadWallet()).enterStudioChain())
  return (
    <div className="flex flex-col gap-4">
      <p>
        {wallet.name} is on chain {wallet.chainId}. This studio lives on {studio.chain.name}, chain {studio.chain.id}.
        Switching moves nothing; if the wallet does not know the chain, it will offer to add it.
      </p>
      {trouble !== undefined && <Problem error={trouble} />}
      <Button look="primary" busy={busy} onClick={run}>
        Switch to {studio.chain.name}
      </Button>
    </div>
  )
}

function SignIn({ wallet }: { readonly wallet: Connected }) {
  const { run, busy, trouble } = useAttempt(async () => {
    await (await loadWallet()).signIn(wallet.isBurner ? welcome : undefined)
  })
  // The wallet in this browser signs by itself: there is nobody else to ask.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step appears
  useEffect(() => {
    if (wallet.isBurner) run()
  }, [])
  return (
    <div className="flex flex-col gap-4">
      <p>
        One signature tells the studio that this address is yours. It is a sentence, not a transaction: it costs nothing
        and moves nothing.
      </p>
      {trouble !== undefined && <Problem error={trouble} />}
      <Button look="primary" busy={busy} onClick={run}>
        {trouble === undefined ? 'Sign in' : 'Try again'}
      </Button>
    </div>
  )
}

const welcomed = 'tributary.welcomed'

/** A new wallet of this browser gets play money once; afterwards the menu gives it. */
async function welcome(address: Address): Promise<void> {
  if (localStorage.getItem(welcomed) === address) return
  localStorage.setItem(welcomed, address)
  await askForPlayMoney(address)
}

/** Something a wallet may refuse, and that may be tried again. */
function useAttempt(action: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const run = async () => {
    setBusy(true)
    setTrouble(undefined)
    await action().catch((error: unknown) => setTrouble(wordsFor(error)))
    setBusy(false)
  }
  return { run, busy, trouble }
}
