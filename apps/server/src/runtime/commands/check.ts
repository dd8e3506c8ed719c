import type { Command } from 'commander'
import { toWire } from '../../check/addCheck.ts'
import { check as compare } from '../../check/check.ts'
import { openDatabase } from '../../database/openDatabase.ts'
import { joinGround } from '../joinGround.ts'
import { type Options, optionsOf } from '../Options.ts'
import { addPlaces } from './places.ts'

/** Adds `check`: the event index must equal events, storage and token balances, to the wei. */
export function check(program: Command): void {
  addPlaces(program.command('check'), ['home', 'rpc', 'databaseUrl', 'json'])
    .description(
      'compare the event index of a studio that runs with the chain, to the wei; exits with 1 if they differ',
    )
    .action(async (_: unknown, command: Command) => {
      const isEqual = await compareAndTell(optionsOf(command))
      process.exitCode = isEqual ? 0 : 1
    })
}

async function compareAndTell(options: Options): Promise<boolean> {
  const { ground, databaseUrl } = await joinGround(options)
  const pool = await openDatabase({ url: databaseUrl, connections: 4 })
  try {
    const found = toWire(await compare({ pool, client: ground.client }), Math.floor(Date.now() / 1000))
    process.stdout.write(`${options.json ? JSON.stringify(found) : inWords(found)}\n`)
    return found.isEqual
  } finally {
    await pool.end()
  }
}

function inWords({ block, compared, count, differences }: ReturnType<typeof toWire>): string {
  if (count === 0) return `At block ${block} the event index equals the chain: ${total(compared)} facts compared.`
  const lines = differences.map((difference) => JSON.stringify(difference))
  return [`At block ${block} ${count} of ${total(compared)} facts differ:`, ...lines].join('\n')
}

function total(compared: Readonly<Record<string, number>>): number {
  return Object.values(compared).reduce((sum, count) => sum + count, 0)
}
