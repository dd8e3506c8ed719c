import { NoDefaultTokenError, readToken, reconcile, type Token, type TokenTotals } from '@tributary/sdk'
import type { Command } from 'commander'
import { erc20Abi, formatEther } from 'viem'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { unfinishedIn } from '../home/unfinished.ts'
import { openSession, type Session } from '../session/Session.ts'
import { tokenFor } from '../session/Token.ts'
import { type Title, titleOf } from '../session/titleOf.ts'
import { formatAmount, formatCount, shorten } from '../terminal/format.ts'
import { fields, table } from '../terminal/table.ts'

/** Adds `status`: what a home has, holds and has not finished. */
export function status(program: Command): void {
  program
    .command('status')
    .helpGroup('Check:')
    .description('show the chain, the works, the balances and what is unfinished')
    .addHelpText('after', example('tributary status', 'chain  31337 at block 42, embedded'))
    .action(run(look))
}

type Balance = { readonly role: string; readonly address: string; readonly ether: bigint; readonly tokens: bigint }
type Work = Title & { readonly id: string }

async function look(context: Context): Promise<Answer> {
  await using session = await openSession(context, { writes: false })
  const { client, chain, store } = session
  const token = await tokenIn(session)
  const { block, tokens, payments } = await reconcile(client)
  const works: Work[] = await Promise.all(
    (await store.works()).map(async (id) => ({ id, ...(await titleOf(session, id)) })),
  )
  const balances = await Promise.all(session.keys.roles().map((role) => balanceOf(session, role, token)))
  const unfinished = await unfinishedIn(context.home)
  const money = await Promise.all(
    [...tokens].map(async ([address, totals]) => ({ token: await readToken(session.client, address), ...totals })),
  )
  const place = { rpc: client.rpc, chainId: client.chainId, block, embedded: chain !== undefined }
  return {
    json: { home: context.home, chain: place, works, balances, money: money.map(moneyToJson), payments, unfinished },
    text: [
      fields(
        [
          ['home', context.home],
          [
            'chain',
            `${client.chainId} at block ${block}, ${chain === undefined ? client.rpc : `embedded (${client.rpc})`}`,
          ],
        ],
        context.paint.dim,
      ),
      '',
      worksTable(context, works),
      '',
      balancesTable(context, balances, token),
      ...money.map((totals) => `\n${moneyLine(totals)}`),
      ...unfinished.map(({ what, hint }) => `\n${context.paint.warn('Unfinished:')} ${what}. ${hint}`),
    ].join('\n'),
  }
}

/** The home's token; a chain without a default one is shown without. */
async function tokenIn(session: Session): Promise<Token | undefined> {
  try {
    return await tokenFor(session)
  } catch (error) {
    if (error instanceof NoDefaultTokenError) return undefined
    throw error
  }
}

async function balanceOf({ client, keys }: Session, role: string, token: Token | undefined): Promise<Balance> {
  const { address } = keys.account(role)
  const ether = await client.public.getBalance({ address })
  if (token === undefined) return { role, address, ether, tokens: 0n }
  const question = { abi: erc20Abi, address: token.address, functionName: 'balanceOf', args: [address] } as const
  const tokens = await client.public.readContract(question)
  return { role, address, ether, tokens }
}

function worksTable({ paint }: Context, works: readonly Work[]): string {
  if (works.length === 0) return 'No works yet. `tributary publish` makes the first.'
  const rows = works.map(({ id, kind, name }) => [kind, name, shorten(id)])
  return [
    paint.bold(formatCount(works.length, 'work')),
    table([{ heading: 'kind' }, { heading: 'name' }, { heading: 'id' }], rows, paint.dim),
  ].join('\n')
}

function balancesTable({ paint }: Context, balances: readonly Balance[], token: Token | undefined): string {
  const used = balances.filter(({ ether, tokens }) => ether > 0n || tokens > 0n)
  if (used.length === 0) return 'No key of this home holds anything on this chain.'
  const rows = used.map(({ role, address, ether, tokens }) => [
    role,
    shorten(address),
    `${Number(formatEther(ether)).toFixed(4)} ETH`,
    token === undefined ? 'no token named' : formatAmount(tokens, token),
  ])
  const columns = [
    { heading: 'key' },
    { heading: 'address' },
    { heading: 'gas money', align: 'right' },
    { heading: 'holds', align: 'right' },
  ] as const
  return table([...columns], rows, paint.dim)
}

type Money = TokenTotals & { readonly token: Token }

function moneyLine({ token, paidIn, paidOut, unclaimed, locked, dust }: Money): string {
  const show = (amount: bigint): string => formatAmount(amount, token)
  const rest = locked === 0n ? '' : ` + ${show(locked)} locked`
  return `${show(paidIn)} paid in = ${show(paidOut)} paid out + ${show(unclaimed)} unclaimed${rest} + ${dust} wei of dust`
}

function moneyToJson({ token, paidIn, paidOut, unclaimed, locked, dust, payments }: Money): object {
  return { token, paidIn, paidOut, unclaimed, locked, dust, payments }
}
