import type { Statement, StatementLine, Token } from '@tributary/sdk/wire'

/** What an account earned in one token, added up from its lines. All amounts in token-wei. */
export type Sum = {
  readonly token: Token
  readonly due: bigint
  readonly paid: bigint
  readonly payable: bigint
  readonly pending: bigint
  /** Whether the lines give what the server says, and what was earned is paid or payable, to the wei. */
  readonly isExact: boolean
}

/** The sums of a statement, added up here from its lines and compared with the server's own. */
export function sumsOf({ totals, lines }: Statement): readonly Sum[] {
  return totals.map((total) => {
    const mine = lines.filter(({ token }) => token.address.toLowerCase() === total.token.address.toLowerCase())
    const [due, paid] = [add(mine, 'due'), add(mine, 'paid')]
    const [payable, pending] = [add(mine, 'payable'), add(mine, 'pending')]
    const said = [total.due, total.paid, total.payable, total.pending].map(BigInt)
    const isExact = due === paid + payable && [due, paid, payable, pending].every((sum, at) => sum === said[at])
    return { token: total.token, due, paid, payable, pending, isExact }
  })
}

/** Lines of one work, which all bring money from it. */
export type Group = { readonly work: string; readonly name: string; readonly lines: readonly StatementLine[] }

/** The lines by work, those that earned most first. */
export function byWork(lines: readonly StatementLine[]): readonly Group[] {
  const groups = Map.groupBy(lines, ({ work }) => work)
  const sorted = [...groups].map(([work, group]) => ({ work, name: group[0]!.workName, lines: group }))
  return sorted.sort((one, other) => compare(earned(other.lines), earned(one.lines)))
}

/** Why a line brings money, in words. */
export function reasonOf({ role, share, bucket }: StatementLine): string {
  const part = share === undefined ? '' : `${(share / 10_000).toLocaleString('en-US', { maximumFractionDigits: 4 })} % `
  const from = bucket === 'resale' ? ' of resale royalties' : ''
  if (role === 'residual') return `${part}as its holder${from || ', what is left after everyone upstream'}`
  return role === 'leaf' ? `${part}as a contributor to its data set${from}` : `${part}by its terms${from}`
}

function add(lines: readonly StatementLine[], name: 'due' | 'paid' | 'payable' | 'pending'): bigint {
  return lines.reduce((sum, line) => sum + BigInt(line[name]), 0n)
}

// Tokens differ in decimals, so that amounts are compared as whole tokens, roughly.
function earned(lines: readonly StatementLine[]): number {
  return lines.reduce(
    (sum, { due, pending, token }) => sum + Number(BigInt(due) + BigInt(pending)) / 10 ** token.decimals,
    0,
  )
}

function compare(one: number, other: number): number {
  return one - other
}
