import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { queries } from '../data/index.ts'
import { Problem, Skeleton } from '../design/index.ts'
import { useTitle } from '../shell/index.ts'
import { useWallet } from '../wallet/index.ts'
import { Start } from './Start.tsx'
import { StatementView } from './StatementView.tsx'

/** Statements: what somebody is owed and was paid, and why. */
export function Screen() {
  useTitle('Statements')
  const { account } = useSearch({ from: '/statements' })
  const wallet = useWallet()
  const own = wallet.status === 'connected' ? wallet.address : undefined
  const shown = account ?? own
  return (
    <div className="screen-width py-8 sm:py-12">
      {shown === undefined ? (
        <Start />
      ) : (
        <Of key={shown} address={shown} isOwn={shown.toLowerCase() === own?.toLowerCase()} />
      )}
    </div>
  )
}

function Of({ address, isOwn }: { readonly address: string; readonly isOwn: boolean }) {
  const { data, error, refetch } = useQuery(queries.statement(address))
  if (error !== null && data === undefined) return <Problem error={error} onRetry={refetch} />
  if (data === undefined) return <Waiting />
  return <StatementView statement={data} isOwn={isOwn} />
}

function Waiting() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <span className="sr-only">The statement is being made.</span>
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-28 w-full max-w-lg" />
      <Skeleton className="h-64 w-full" />
    </div>
  )
}
