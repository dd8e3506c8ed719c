import { BaseError, License, Rights } from '@tributary/protocol'
import { isValid, usesOf } from '@tributary/sdk'
import type { Command } from 'commander'
import { type Address, erc721Abi } from 'viem'
import type { Context } from '../../frame/Context.ts'
import { explainSystemError } from '../../frame/explainSystemError.ts'
import { exitCodes } from '../../frame/Failure.ts'
import { example } from '../../frame/help.ts'
import { type Answer, run } from '../../frame/run.ts'
import { parseLicense } from '../../license/parseLicense.ts'
import { openSession, type Session } from '../../session/Session.ts'

/** Adds `license check`: which rights a license grants now. */
export function check(group: Command): void {
  group
    .command('check')
    .description('ask the chain which rights a license grants now; exit code 1 when it lacks the one asked for')
    .argument('<license>', 'id of the license')
    .argument('[right]', `one of ${Rights.all.join(', ')} (default: all are shown)`)
    .addHelpText('after', example('tributary license check 0x51c0…0001 commercial', 'commercial  granted'))
    .action(run(ask))
}

async function ask(context: Context, _options: object, text = '', named?: string): Promise<Answer> {
  const license = parseLicense(text)
  const wanted = named === undefined ? Rights.all : Rights.list(Rights.parse(named, 'right'))
  await using session = await openSession(context, { writes: false })
  const owner = await ownerOf(session, license)
  const { used, links } = await usesOf(session.client, { license })
  const granted: Record<string, boolean> = {}
  for (const right of wanted) granted[right] = await isValid(session.client, { license, right })
  const { good, dim } = context.paint
  const rows = Object.entries(granted).map(
    ([right, ok]) => `${right.padEnd(11)} ${ok ? good('granted') : dim('not granted')}`,
  )
  const ok = named === undefined || Object.values(granted).every(Boolean)
  return {
    json: { license: License.toHex(license), owner, rights: granted, used, links },
    text: [...rows, dim(`used ${used} times, linked by ${links} works, owned by ${owner}`)].join('\n'),
    exitCode: ok ? exitCodes.ok : exitCodes.failure,
  }
}

async function ownerOf({ client }: Session, license: License.License): Promise<Address> {
  const question = { abi: erc721Abi, address: client.deployment.licenses, functionName: 'ownerOf' } as const
  try {
    return await client.public.readContract({ ...question, args: [license] })
  } catch (cause) {
    if (explainSystemError(cause) !== undefined) throw cause
    throw new NoLicenseError({ license, chainId: client.chainId, cause })
  }
}

/** Nobody ever bought a license of this id. */
export class NoLicenseError extends BaseError {
  override readonly name = 'Licenses.NoLicenseError'
  constructor({ license, chainId, cause }: { license: License.License; chainId: number; cause: unknown }) {
    super(`There is no license ${License.toHex(license)} on chain ${chainId}.`, {
      hint: '`tributary license list` shows those of this home.',
      cause,
    })
  }
}
