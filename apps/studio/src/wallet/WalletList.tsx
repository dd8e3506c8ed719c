import type { Studio } from '@tributary/sdk/wire'
import { useEffect, useState } from 'react'
import { Icon, Problem, Skeleton, Turning } from '../design/index.ts'
import type { Choice } from './actions.ts'
import { loadWallet } from './loadWallet.ts'
import { wordsFor } from './troubles.ts'

/** Wallets that announced themselves, and on the embedded chain one that needs nothing installed. */
export function WalletList({ studio }: { readonly studio: Studio }) {
  const { wallets, trouble, setTrouble } = useWallets()
  const [chosen, setChosen] = useState<string>()
  const choose = async (id: string) => {
    setChosen(id)
    setTrouble(undefined)
    await loadWallet()
      .then((actions) => actions.connectTo(id))
      .catch((error: unknown) => setTrouble(wordsFor(error)))
    setChosen(undefined)
  }
  if (!wallets && trouble === undefined) return <Skeleton className="h-28" />
  return (
    <div className="flex flex-col gap-4">
      <ul className="border-line border-t">
        {wallets?.map((wallet) => (
          <li key={wallet.id} className="border-line border-b">
            <WalletChoice wallet={wallet} busy={chosen === wallet.id} onChoose={() => choose(wallet.id)} />
          </li>
        ))}
      </ul>
      {trouble !== undefined && <Problem error={trouble} />}
      {wallets?.length === 0 && (
        <p className="text-muted">
          No wallet has announced itself in this browser. Install one that speaks EIP-6963, then reload:{' '}
          {studio.chain.name} is a public chain, so the studio makes no key for you.
        </p>
      )}
    </div>
  )
}

type WalletChoiceProps = { readonly wallet: Choice; readonly busy: boolean; readonly onChoose: () => void }

function WalletChoice({ wallet, busy, onChoose }: WalletChoiceProps) {
  const isBurner = wallet.id === 'burner'
  return (
    <button
      type="button"
      disabled={busy}
      onClick={onChoose}
      data-wallet={wallet.name}
      className="flex w-full items-center gap-4 py-4 text-left transition-colors duration-120 hover:bg-sunk"
    >
      <span className="flex size-8 items-center justify-center">
        {wallet.icon ? <img src={wallet.icon} alt="" width={32} height={32} /> : <Icon name="wallet" size={24} />}
      </span>
      <span className="flex-1">
        <span className="block font-medium">{wallet.name}</span>
        <span className="block text-muted text-small">
          {isBurner
            ? 'Nothing to install. Its key stays in this browser, its money is play money.'
            : 'Announced itself in this browser'}
        </span>
      </span>
      {busy ? <Turning /> : <Icon name="right" />}
    </button>
  )
}

/** Wallets may announce themselves a moment late; the list is read again while it is open. */
const rereading = 600

function useWallets() {
  const [wallets, setWallets] = useState<readonly Choice[]>()
  const [trouble, setTrouble] = useState<unknown>()
  useEffect(() => {
    const list = () =>
      loadWallet()
        .then((actions) => actions.listWallets())
        .then(setWallets, setTrouble)
    list()
    const timer = setInterval(list, rereading)
    return () => clearInterval(timer)
  }, [])
  return { wallets, trouble, setTrouble }
}
