import { Store } from '@tributary/provenance'
import { FileStore } from '@tributary/provenance/node'
import { connect } from '@tributary/sdk'
import { EmbeddedChain, Home, Settings } from '@tributary/sdk/node'
import type { Context } from '../frame/Context.ts'
import { openKeys } from '../home/openKeys.ts'
import { formatCount } from '../terminal/format.ts'
import type { Check, Finding } from './Check.ts'

/** What a home must hold; without a home there is nothing to check. */
export function homeChecks(context: Context): Check[] {
  const { home } = context
  if (!Settings.exists(home)) return [{ name: 'home', look: () => noHome(home) }]
  return [
    { name: 'home', look: () => holder(home) },
    { name: 'keys', look: () => keys(home) },
    { name: 'journal', look: () => journal(home) },
    { name: 'store', look: () => store(home) },
    { name: 'chain', look: () => chain(context) },
  ]
}

function noHome(home: string): Finding {
  return { state: 'warning', detail: `none at ${home}`, hint: 'Make one with `tributary init`.' }
}

function holder(home: string): Finding {
  const settings = Settings.read(home)
  const pid = Home.holderOf(home)
  const detail = `${home}, ${settings.rpc === undefined ? 'on the embedded chain' : `on ${settings.rpc}`}`
  return { state: 'good', detail: pid === undefined ? detail : `${detail}; process ${pid} is writing to it` }
}

async function keys(home: string): Promise<Finding> {
  const keystore = await openKeys(home)
  const detail = `${formatCount(keystore.roles().length, 'key')}, ${keystore.encrypted ? 'encrypted' : 'readable by you only'}`
  return { state: 'good', detail }
}

/** Reading a journal mends its last line, so nobody else may be writing. */
async function journal(home: string): Promise<Finding> {
  if (Home.holderOf(home) !== undefined) return { state: 'good', detail: 'in use by the process above' }
  using open = Home.open(home)
  return { state: 'good', detail: `whole, ${formatCount((await open.log.entries()).length, 'entry', 'entries')}` }
}

/** Reads every block that a work leads to; each is compared with its hash on the way. */
async function store(home: string): Promise<Finding> {
  const kept = await FileStore.open(Home.at(home).store)
  const works = await kept.works()
  let files = 0
  for (const id of works) {
    const entry = await kept.entry(id)
    if (entry === undefined) continue
    await Store.record(kept, entry.record)
    for (const file of entry.files) await Store.file(kept, file)
    files += entry.files.length
  }
  return { state: 'good', detail: `whole: ${formatCount(works.length, 'work')}, ${formatCount(files, 'file')}` }
}

async function chain(context: Context): Promise<Finding> {
  const { rpc, seen } = Settings.read(context.home)
  const outside = context.rpc ?? rpc
  const running = outside === undefined ? await EmbeddedChain.find(Home.at(context.home).chain) : undefined
  if (outside === undefined && running === undefined) {
    return { state: 'good', detail: 'embedded, not running: it starts when needed' }
  }
  const url = outside ?? `http://127.0.0.1:${running?.port}`
  const { chainId } = await connect({ rpc: url, retries: 0, ...(context.rpc === undefined ? seen : undefined) })
  return { state: 'good', detail: `${chainId} at ${url}, with the contracts` }
}
