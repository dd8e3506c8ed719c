import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { queries } from '../data/index.ts'
import { Button, Empty, Problem, Skeleton } from '../design/index.ts'
import { needWallet } from './needWallet.ts'
import { useSession } from './useSession.ts'
import { useWallet } from './walletState.ts'

type SignedInProps = {
  readonly title: string
  /** Why one has to say who one is. */
  readonly words: string
  readonly children: ReactNode
}

/** What only somebody who signed in sees; others are led there. The wallet of the last visit is waited for. */
export function SignedIn({ title, words, children }: SignedInProps) {
  const { status } = useWallet()
  const { isPending } = useQuery(queries.session())
  const session = useSession()
  const [error, setError] = useState<unknown>()
  if (session !== undefined) return children
  if (status === 'connecting' || (status === 'connected' && isPending)) return <Skeleton className="h-96 w-full" />
  return (
    <Empty
      heading="h1"
      title={title}
      action={
        <Button look="primary" size="large" icon="wallet" onClick={() => needWallet().catch(setError)}>
          Connect and sign in
        </Button>
      }
    >
      <p>{words}</p>
      {error !== undefined && <Problem error={error} />}
    </Empty>
  )
}
