import { useMutation } from '@tanstack/react-query'
import type { IndexCheck } from '@tributary/sdk/wire'
import { post } from '../data/index.ts'
import { Button, Disclosure, Hash, Icon, joined, Problem, Table } from '../design/index.ts'
import { needWallet } from '../wallet/index.ts'

/** Compares every fact of the event index with the chain, and shows what came of it. */
export function Check() {
  const check = useMutation({
    mutationFn: async () => ((await needWallet()) ? post<IndexCheck>('/v1/operations/check') : undefined),
  })
  return (
    <section aria-labelledby="check">
      <h2 id="check" className="font-serif text-title">
        Does the index say what the chain says?
      </h2>
      <p className="mt-2 max-w-prose text-muted">
        What screens show comes from the event index. This reads the chain from its first block, adds everything up
        again and compares: every work, offer, license and balance, to the wei.
      </p>
      <Button className="mt-4" icon="verify" busy={check.isPending} onClick={() => check.mutate()}>
        Check the index against the chain
      </Button>
      <div className="mt-6" aria-live="polite">
        {check.error !== null && <Problem error={check.error} onRetry={() => check.mutate()} />}
        {check.data && <Found check={check.data} />}
      </div>
    </section>
  )
}

function Found({ check: { isEqual, block, hash, compared, count, differences } }: { readonly check: IndexCheck }) {
  const facts = Object.values(compared).reduce((sum, number) => sum + number, 0)
  return (
    <div className="animate-rise">
      <p className={joined('flex items-center gap-3 font-serif text-title', isEqual ? 'text-good' : 'text-bad')}>
        <Icon name={isEqual ? 'check' : 'warning'} />
        {isEqual
          ? `${facts.toLocaleString('en-US')} facts, not one differs.`
          : `${count.toLocaleString('en-US')} facts differ.`}
      </p>
      <p className="mt-2 text-muted text-small">
        At block {block}, <Hash value={hash} label="Copy hash of the block" />.
      </p>
      <div className="mt-4 max-w-prose">
        <Disclosure summary={<span className="text-small">What was compared</span>}>
          <p className="text-muted text-small">{listOf(compared)}.</p>
        </Disclosure>
      </div>
      {!isEqual && (
        <>
          <p className="mt-2 max-w-prose text-small">
            Rebuild the index: stop the studio and run{' '}
            <code className="font-mono">node apps/server/src/main.ts reindex</code>. The chain is right; nothing on it
            is lost.
          </p>
          <Differences differences={differences} />
        </>
      )}
    </div>
  )
}

type Difference = IndexCheck['differences'][number]

function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  return (
    <div className="mt-4">
      <Table
        caption="What differs"
        rows={differences}
        rowKey={({ fact, of }, at) => `${fact}${JSON.stringify(of)}${at}`}
        columns={[
          { head: 'Fact', cell: ({ fact }) => fact },
          {
            head: 'Of',
            cell: ({ of }) => <span className="font-mono text-caption">{Object.values(of).join(' ')}</span>,
          },
          { head: 'Index', numeric: true, cell: ({ index }) => index ?? 'nothing' },
          { head: 'Events', numeric: true, cell: ({ events }) => events ?? 'nothing' },
          { head: 'Chain', numeric: true, cell: ({ chain }) => chain ?? 'not asked' },
        ]}
      />
    </div>
  )
}

function listOf(compared: IndexCheck['compared']): string {
  return Object.entries(compared)
    .map(([name, count]) => `${count.toLocaleString('en-US')} ${name}`)
    .join(', ')
}
