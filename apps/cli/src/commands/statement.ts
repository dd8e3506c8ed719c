import { Leaf, Tree } from '@tributary/protocol'
import { type Line, statement as readStatement, readToken, type Statement, type Token } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Address, Hex } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { asOption } from '../frame/options.ts'
import { type Answer, run } from '../frame/run.ts'
import { addressOf } from '../session/accountOf.ts'
import { openSession, type Session } from '../session/Session.ts'
import { type Title, titleOf } from '../session/titleOf.ts'
import { toCsv } from '../terminal/csv.ts'
import { formatAmount, shorten } from '../terminal/format.ts'
import { table } from '../terminal/table.ts'

type Options = { as: string; csv?: boolean }

/** Everything that names what a statement's numbers are about. */
type Names = { readonly tokens: ReadonlyMap<Address, Token>; readonly titles: ReadonlyMap<Hex, Title> }

/** Adds `statement`: everything an account was ever owed and paid. */
export function statement(program: Command): void {
  program
    .command('statement')
    .helpGroup('Pay and be paid:')
    .description('show everything an account was owed and paid, reconciled with the chain to the wei')
    .argument('[account]', 'a role or an address (default: the role of --as)')
    .option('--csv', 'comma-separated values, amounts in token-wei')
    .addOption(asOption())
    .addHelpText('after', example('tributary statement', 'work  right  due  paid  payable  to come'))
    .action(run<Options>(show))
}

async function show(context: Context, { as: role, csv = false }: Options, who = role): Promise<Answer> {
  await using session = await openSession(context, { role, writes: false })
  const found = await readStatement(session.client, { account: addressOf(session.keys, who) })
  const names = await namesFor(session, found)
  return { json: toJson(found, names), text: csv ? asCsv(found, names) : asTable(context, found, names) }
}

async function namesFor(session: Session, { lines }: Statement): Promise<Names> {
  const tokens = new Map<Address, Token>()
  const titles = new Map<Hex, Title>()
  for (const { token, work } of lines) {
    if (!tokens.has(token)) tokens.set(token, await readToken(session.client, token))
    if (!titles.has(work)) titles.set(work, await titleOf(session, work))
  }
  return { tokens, titles }
}

function asTable({ paint }: Context, { account, lines, totals, block }: Statement, names: Names): string {
  if (lines.length === 0) return `Nothing was ever owed to ${account}.`
  const rows = lines.map((line) => [titleIn(names, line), rightOf(line), ...amounts(line, tokenIn(names, line.token))])
  const sums = [...totals].map(([token, sum]) => [paint.bold('all'), '', ...amounts(sum, tokenIn(names, token))])
  const note = paint.dim(`Reconciled to the wei: events, storage and balances agree at block ${block}.`)
  return [`Statement of ${account}`, table(columns, [...rows, ...sums], paint.dim), note].join('\n')
}

const columns = [
  { heading: 'work' },
  { heading: 'right' },
  { heading: 'due', align: 'right' },
  { heading: 'paid', align: 'right' },
  { heading: 'payable', align: 'right' },
  { heading: 'to come', align: 'right' },
] as const

type Amounts = { readonly due: bigint; readonly paid: bigint; readonly payable: bigint; readonly pending: bigint }

function amounts({ due, paid, payable, pending }: Amounts, token: Token): string[] {
  return [due, paid, payable, pending].map((amount) => formatAmount(amount, token))
}

function titleIn({ titles }: Names, { work, bucket }: Line): string {
  return `${titles.get(work)?.name ?? ''} ${shorten(work)}${bucket === 'resale' ? ' (resale)' : ''}`
}

function tokenIn({ tokens }: Names, address: Address): Token {
  return tokens.get(address) ?? { address, symbol: shorten(address), decimals: 0 }
}

function rightOf({ role, flow }: Line): string {
  if (role === 'residual') return 'holder'
  return role === 'leaf' ? 'contributor' : `flow ${flow}`
}

function asCsv({ account, lines }: Statement, names: Names): string {
  const heading = [
    'account',
    'work',
    'name',
    'bucket',
    'role',
    'flow',
    'token',
    'symbol',
    'due',
    'paid',
    'payable',
    'pending',
  ]
  const rows = lines.map((line) => {
    const { work, bucket, role, flow, token, due, paid, payable, pending } = line
    const name = names.titles.get(work)?.name ?? ''
    const { symbol } = tokenIn(names, token)
    return [
      account,
      work,
      name,
      bucket,
      role,
      `${flow ?? ''}`,
      token,
      symbol,
      ...[due, paid, payable, pending].map(String),
    ]
  })
  return toCsv([heading, ...rows])
}

function toJson({ account, chainId, block, lines, totals, received }: Statement, names: Names): object {
  return {
    account,
    chainId,
    block,
    tokens: [...names.tokens.values()],
    lines: lines.map(({ leaf, ...line }) => ({
      ...line,
      name: names.titles.get(line.work)?.name,
      ...(leaf && { leaf: leafToJson(leaf) }),
    })),
    totals,
    received,
  }
}

function leafToJson({ leaf, proof, prefix }: NonNullable<Line['leaf']>): object {
  return { leaf: Leaf.toJson(leaf), proof: Tree.proofToJson(proof), prefix }
}
