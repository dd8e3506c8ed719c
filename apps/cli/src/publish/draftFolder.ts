import { basename, resolve } from 'node:path'
import { DataSet } from '@tributary/engine'
import { loadCodecs, readFolder } from '@tributary/engine/node'
import { type Account, BaseError } from '@tributary/protocol'
import { type Draft, draftDataset } from '@tributary/sdk'
import { UsageError } from '../frame/Failure.ts'
import { artistRole } from '../home/artistRole.ts'
import { accountOf } from '../session/accountOf.ts'
import type { Session } from '../session/Session.ts'
import { type TermOptions, termsOf } from './terms.ts'

/** Who is paid for contributions, beside the addresses in `contributors.csv`. */
export type PayeeOptions = { payee?: string[]; holdKeys?: boolean }

/** A folder of pictures as a data set whose contributors are paid. */
export async function draftFolder(
  session: Session,
  folder: string,
  options: TermOptions & PayeeOptions,
): Promise<Draft> {
  const dataset = await DataSet.from(readFolder(folder), await loadCodecs())
  const name = options.name ?? basename(resolve(folder))
  const payees = payeesOf(session, dataset, options)
  const { draft } = await draftDataset({ ...termsOf(options), name, dataset, payees })
  return draft
}

function payeesOf(
  { keys }: Session,
  { contributors }: DataSet.DataSet,
  { payee = [], holdKeys = false }: PayeeOptions,
): Record<string, Account.Account> {
  const named = new Map(payee.map((text) => readPayee(text)))
  const unknown = [...named.keys()].find((name) => !contributors.some((contributor) => contributor.name === name))
  if (unknown !== undefined) {
    throw new UsageError(`No contributor is called "${unknown}".`, {
      hint: `They are ${contributors.map(({ name }) => name).join(', ')}.`,
    })
  }
  const payees: Record<string, Account.Account> = {}
  for (const { name, address } of contributors) {
    const account = named.get(name)
    if (account !== undefined) payees[name] = accountOf(keys, account)
    else if (address === undefined && holdKeys) payees[name] = heldAccount(keys, name)
  }
  const unpaid = contributors.filter(({ name, address }) => address === undefined && payees[name] === undefined)
  if (unpaid.length > 0) throw new NobodyToPayError({ names: unpaid.map(({ name }) => name) })
  return payees
}

function readPayee(text: string): [name: string, account: string] {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new UsageError(`The payee is "${text}"; it must be <contributor>=<account>.`)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** A key kept for a contributor who has none yet; whoever has the home can hand it over. */
function heldAccount(keys: Session['keys'], contributor: string): Account.Account {
  const role = artistRole(contributor)
  keys.ensure(role)
  return accountOf(keys, role)
}

/** Contributors could not be paid, and the tree that names them is for ever. */
export class NobodyToPayError extends BaseError {
  override readonly name = 'Publish.NobodyToPayError'
  constructor({ names }: { names: readonly string[] }) {
    const shown = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`
    super(`Nobody said where to pay ${shown}.`, {
      hint: `Write addresses into contributors.csv, name them (--payee ${names[0]}=0x…), or keep keys for them here with --hold-keys.`,
    })
  }
}
