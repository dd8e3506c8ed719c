import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Plan, Relayed, Statement } from '@tributary/sdk/wire'
import { post } from '../data/index.ts'
import { Button, moneyText, notify, Problem } from '../design/index.ts'
import { sign } from '../signing/index.ts'
import { needWallet } from '../wallet/index.ts'
import type { Sum } from './sums.ts'

type ClaimProps = { readonly statement: Statement; readonly sums: readonly Sum[]; readonly isOwn: boolean }

/** Everything at once, with a wallet of one's own or without gas. Only the account itself is asked to; money goes to it alone. */
export function Claim({ statement, sums, isOwn }: ClaimProps) {
  const { account } = statement
  const claimable = sums.filter(({ payable, pending }) => payable + pending > 0n)
  const queries = useQueryClient()
  const onSuccess = async (done: boolean) => {
    if (!done) return
    notify('Paid out', { tone: 'good', detail: `${wordsOf(claimable)} went to your account.` })
    await queries.invalidateQueries({ queryKey: ['account', account.address.toLowerCase()] })
  }
  const own = useMutation({ mutationFn: claimOwn, onSuccess })
  const relayed = useMutation({ mutationFn: () => claimThroughStudio(account.address), onSuccess })
  if (!isOwn) return <Public />
  if (claimable.length === 0)
    return <p className="text-muted">Everything was paid out. New money shows up here by itself.</p>
  const busy = own.isPending || relayed.isPending
  return (
    <div className="flex flex-col items-start gap-4">
      <div className="flex flex-wrap gap-3">
        <Button look="primary" size="large" icon="coin" disabled={busy} onClick={() => own.mutate()}>
          Claim everything
        </Button>
        <Button size="large" busy={relayed.isPending} disabled={busy} onClick={() => relayed.mutate()}>
          Claim without gas
        </Button>
      </div>
      <p className="max-w-prose text-muted text-small">
        Without gas, the studio sends the transaction and pays its fee. It cannot send the money anywhere but to you:
        the contract pays whom the terms name, whoever sends it.
      </p>
      {(own.error ?? relayed.error) !== null && <Problem error={own.error ?? relayed.error} />}
    </div>
  )
}

function Public() {
  return (
    <p className="max-w-prose text-muted text-small">
      This is somebody else’s account, as the chain shows it to everybody. Only they are paid, whoever sends the claim.
    </p>
  )
}

async function claimOwn(): Promise<boolean> {
  const signed = await sign((account) => post<Plan>('/v1/plans/claim', { account }))
  return signed !== undefined
}

async function claimThroughStudio(address: string): Promise<boolean> {
  const account = await needWallet()
  if (account?.toLowerCase() !== address.toLowerCase()) return false
  const { calls } = await post<Plan>('/v1/plans/claim', { account })
  for (const { to, data } of calls) await post<Relayed>('/v1/relay', { account, to, data })
  return calls.length > 0
}

function wordsOf(sums: readonly Sum[]): string {
  return sums.map(({ token, payable, pending }) => moneyText({ token, amount: `${payable + pending}` })).join(' and ')
}
