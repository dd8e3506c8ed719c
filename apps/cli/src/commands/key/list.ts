import { Authority } from '@tributary/provenance'
import type { Keystore } from '@tributary/sdk/node'
import type { Command } from 'commander'
import { type Address, hexToBytes } from 'viem'
import { example } from '../../frame/help.ts'
import { run } from '../../frame/run.ts'
import { openKeys } from '../../home/openKeys.ts'
import { table } from '../../terminal/table.ts'

/** Adds `key list`: the roles of a home and their addresses. */
export function list(group: Command): void {
  group
    .command('list')
    .description('show every key of the home by role, with its address')
    .addHelpText('after', example('tributary key list', 'creator    0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'))
    .action(
      run(async (context) => {
        const keystore = await openKeys(context.home)
        const keys = keystore.roles().map((role) => ({ role, ...meaningOf(keystore, role) }))
        const rows = keys.map(({ role, address, did }) => [role, address ?? did ?? 'signs content credentials'])
        const text = table([{ heading: 'role' }, { heading: 'address' }], rows, context.paint.dim)
        return { json: { encrypted: keystore.encrypted, keys }, text }
      }),
    )
}

/** Most keys are accounts; those by which the studio speaks are not. */
function meaningOf(keys: Keystore.Keystore, role: string): { address?: Address; did?: string } {
  if (role.startsWith('certificate')) return {}
  if (role === 'studio-did') return { did: Authority.issuer(hexToBytes(keys.secret(role))).did }
  return { address: keys.account(role).address }
}
