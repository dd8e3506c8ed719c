import {
  type Deployed,
  Deployment,
  deploy as deployAll,
  deployTestDollar,
  developmentChains,
  reach,
} from '@tributary/sdk'
import { EmbeddedChain, Home, Settings } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { asOption } from '../frame/options.ts'
import { type Answer, run } from '../frame/run.ts'
import { openKeys } from '../home/openKeys.ts'
import { table } from '../terminal/table.ts'

/** Adds `deploy`: puts the contracts onto a chain, at the same addresses everywhere. */
export function deploy(program: Command): void {
  program
    .command('deploy')
    .helpGroup('Set up:')
    .description('put the contracts onto a chain, at the same addresses as on every chain; running it again is free')
    .addOption(asOption().default('deployer'))
    .option('--addresses', 'only show where they stand or will stand; asks no chain')
    .addHelpText('after', example('tributary deploy --rpc https://rpc.example.org', 'ledger  0x…  3,012,345 gas'))
    .action(run<{ as: string; addresses?: boolean }>(deployOrShow))
}

async function deployOrShow(
  context: Context,
  { as: role, addresses }: { as: string; addresses?: boolean },
): Promise<Answer> {
  if (addresses) {
    const shown = Deployment.contracts().map(({ name, address }) => ({ name, address }))
    return {
      json: { contracts: shown },
      text: table(
        [{ heading: 'contract' }, { heading: 'address' }],
        shown.map(({ name, address }) => [name, address]),
        context.paint.dim,
      ),
    }
  }
  const settings = Settings.read(context.home)
  await using opened = new AsyncDisposableStack()
  const home = opened.use(Home.open(context.home))
  const account = (await openKeys(context.home)).account(role)
  const rpc = context.rpc ?? settings.rpc ?? (await startChain(home, settings, account.address, opened))
  const client = await reach({ rpc, account })
  const { contracts, gas } = await deployAll(client)
  const extra = developmentChains.includes(client.chainId) ? [await deployTestDollar(client)] : []
  return describe(context, { rpc, chainId: client.chainId, contracts: [...contracts, ...extra], gas })
}

async function startChain(
  { chain: folder }: Home.Home,
  { port }: Settings.Settings,
  deployer: `0x${string}`,
  opened: AsyncDisposableStack,
): Promise<string> {
  const chain = await EmbeddedChain.start({ folder, port })
  if (!chain.adopted) opened.defer(() => chain.stop())
  await chain.fund(deployer)
  return chain.rpc
}

type Outcome = { rpc: string; chainId: number; contracts: readonly Deployed[]; gas: bigint }

function describe({ paint }: Context, { rpc, chainId, contracts, gas }: Outcome): Answer {
  const rows = contracts.map(({ name, address, gas, transaction }) => [
    name,
    address,
    transaction === undefined ? 'stands already' : `${gas.toLocaleString('en-US')} gas`,
  ])
  const columns = [{ heading: 'contract' }, { heading: 'address' }, { heading: '', align: 'right' }] as const
  const text = [
    `${paint.good('Deployed')} on chain ${chainId} (${rpc}).`,
    table([...columns], rows, paint.dim),
    `${gas.toLocaleString('en-US')} gas in all. Every contract's code was compared with what it must be.`,
  ].join('\n')
  return { json: { rpc, chainId, contracts, gas }, text }
}
