import { Amount, BaseError } from '@tributary/protocol'
import type { Release, Terms } from '@tributary/sdk'
import { type Command, InvalidArgumentError } from 'commander'
import type { Address } from 'viem'
import { asOption, tokenOption } from '../frame/options.ts'
import { integerBetween } from '../input/parse.ts'
import { readText, texts } from '../license/readText.ts'

/** What may be said about any work that is published. */
export type TermOptions = {
  as: string
  name?: string
  description?: string
  resale?: number
  license?: string
  training?: 'allow' | 'forbid'
  edition?: number
  mint?: boolean
  anchor?: boolean
  dryRun?: boolean
  token?: Address
}

/** Adds the options by which any work is published. */
export function addTermOptions(command: Command): Command {
  return command
    .option('--name <name>', 'name of the work (default: that of the file)')
    .option('--description <text>', 'what it is, for wallets and galleries')
    .option('--license <text>', `the license text under which it stands: ${texts.join(', ')}, or a file`)
    .option('--resale <percent>', 'royalty on resale (default: 5%)', parseShare)
    .option('--training <word>', 'whether others may train models on it: allow or forbid', parseTraining)
    .option('--edition <n>', 'tells works apart that are equal in everything else', integerBetween(0, 1_000_000_000))
    .option('--mint', 'make it a token of yours at once')
    .option('--anchor', 'prove the time of it with an anchored root')
    .option('--dry-run', 'publish nothing; show who would get what of 10')
    .addOption(tokenOption())
    .addOption(asOption())
}

/** The terms that the options name. */
export function termsOf(options: TermOptions): Terms {
  const { description, resale, training, edition, license } = options
  return {
    description,
    resale,
    edition,
    training: training === undefined ? undefined : training === 'allow' ? 'allowed' : 'notAllowed',
    license: license === undefined ? undefined : readText(license),
  }
}

/** How the chain is told. */
export function releaseOf({ mint, anchor }: TermOptions): Release {
  return { as: mint ? 'mint' : 'event', anchor: anchor ?? false }
}

/** Reads a share for commander: `10%`, or bare parts per million. */
export function parseShare(text: string): number {
  try {
    return Amount.parseShare(text)
  } catch (error) {
    if (error instanceof BaseError) throw new InvalidArgumentError('It must be a percentage up to 100%, such as 10%.')
    throw error
  }
}

function parseTraining(text: string): 'allow' | 'forbid' {
  if (text === 'allow' || text === 'forbid') return text
  throw new InvalidArgumentError('It must be allow or forbid.')
}
