import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { BaseError } from '@tributary/protocol'
import { type Address, createTestClient, http, parseEther, publicActions, type TestClient } from 'viem'
import { find as findAnvil } from './anvilBinary.ts'
import * as ChainState from './ChainState.ts'
import * as Leash from './Leash.ts'
import * as Port from './Port.ts'
import * as Process from './Process.ts'

/** A real anvil that keeps its state in a folder. */
export type EmbeddedChain = {
  readonly rpc: string
  readonly port: number
  readonly pid: number
  readonly chainId: 31337
  /** Whether it ran before and was taken over rather than started. */
  readonly adopted: boolean
  /** What was found on disk; `lost` means that the state was broken and the chain begins anew. */
  readonly recovery: ChainState.Recovery
  /** Gives an account play money: at least this many ether. */
  fund(address: Address, ether?: string): Promise<void>
  /** Ends the chain, whoever started it, and waits until its state is on disk. */
  stop(): Promise<void>
}

/** Chain id of every embedded chain. */
export const chainId = 31337

const startTimeoutMs = 20_000
const stopGraceMs = 10_000
const copyEveryMs = 1_000
/** Copying takes at most this part of the time, however large the state is. */
const copyingShare = 0.02

/**
 * Starts the chain of a folder, or adopts the one that runs there already.
 *
 * - `lifetime: 'process'` (the default): the chain ends with this process, however that ends, kill -9 included.
 * - `lifetime: 'stop'`: the chain stays until {@link stop} is called, from any process.
 *
 * @example
 * ```ts
 * import { EmbeddedChain } from '@tributary/sdk/node'
 *
 * const chain = await EmbeddedChain.start({ folder: '.tributary/chain' })
 * await chain.stop()
 * ```
 */
export async function start(options: start.Options): Promise<EmbeddedChain> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const running = await findSettled(options.folder)
  if (running) return handle(options.folder, running, { adopted: true, recovery: 'whole' })
  const recovery = await ChainState.recover(stateOf(options.folder))
  const port = await choosePort(options)
  const launched = await launch(options, port, bornAt(options.folder, recovery))
  if (isNew(recovery)) await keepFirst(options.folder, launched.chain.port)
  await setClock(launched.chain.port)
  return handle(options.folder, launched.chain, { adopted: false, recovery, child: launched.child })
}

export declare namespace start {
  type Options = {
    readonly folder: string
    /** A taken port is an error; without one, the last port of this chain is used if it is free, else any. */
    readonly port?: number | undefined
    readonly lifetime?: 'process' | 'stop'
  }
  type ErrorType = PortTakenError | NotStartedError
}

/** Whether a chain of this folder runs now, and where. One that might be forgotten again is not told of yet. */
export async function find(folder: string): Promise<Running | undefined> {
  const seen = readRunning(folder)
  if (seen === undefined || !Process.isRunning(seen) || isEnding(seen)) return undefined
  if (!ChainState.isKept(stateOf(folder))) return undefined
  return (await answers(seen.port)) ? seen : undefined
}

/** As {@link find}, but a chain that is about to begin or to end is waited for: two must never write one state. */
async function findSettled(folder: string): Promise<Running | undefined> {
  const deadline = Date.now() + stopGraceMs
  for (;;) {
    const seen = readRunning(folder)
    if (seen === undefined || !Process.isRunning(seen)) return undefined
    const found = await find(folder)
    if (found) return found
    if (Date.now() > deadline) await Process.end(seen, stopGraceMs)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** A chain on a leash whose starter has gone still answers for a moment, while it writes its state. */
function isEnding({ starter }: Running): boolean {
  return starter !== undefined && !Process.isRunning(starter)
}

/** Ends the chain of a folder if it runs. */
export async function stop(folder: string): Promise<boolean> {
  const seen = readRunning(folder)
  if (seen === undefined || !Process.isRunning(seen)) return false
  await Process.end(seen, stopGraceMs)
  return true
}

/** The process of a chain, where it listens, and the process that it ends with, if any. */
export type Running = Process.Process & { readonly port: number; readonly starter?: Process.Process }

type Launched = { readonly chain: Running; readonly child: ChildProcess }
type Origin = { readonly adopted: boolean; readonly recovery: ChainState.Recovery; readonly child?: ChildProcess }

async function launch(options: start.Options, port: number, born: number): Promise<Launched> {
  const { folder, lifetime = 'process' } = options
  const log = join(folder, 'anvil.log')
  writeFileSync(log, '')
  const launched = await spawnAnvil(options, port, log, born)
  if (launched === undefined) throw new NotStartedError({ port, log })
  const starter = lifetime === 'process' ? { starter: Process.find(process.pid)! } : {}
  const chain = { ...launched.process, port, ...starter }
  writeFileSync(runningPath(folder), JSON.stringify(chain))
  const deadline = Date.now() + startTimeoutMs
  while (!(await answers(port)) || !Process.isRunning(chain)) {
    if (!Process.isRunning(chain) || Date.now() > deadline) {
      await Process.end(chain, 0)
      throw new NotStartedError({ port, log })
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return { chain, child: launched.child }
}

function spawnAnvil(
  { folder, lifetime = 'process' }: start.Options,
  port: number,
  log: string,
  born: number,
): Promise<Leash.Leashed | undefined> {
  const command = [findAnvil(), ...flags(folder, port, born)] as const
  return lifetime === 'process' ? Leash.start({ command, log }) : spawnFree(command, log)
}

async function spawnFree([anvil, ...flags]: readonly string[], log: string): Promise<Leash.Leashed | undefined> {
  const out = openSync(log, 'a')
  try {
    const child = spawn(anvil!, flags, { stdio: ['ignore', out, out], detached: true })
    const found = child.pid === undefined ? undefined : Process.find(child.pid)
    return found && { process: found, child }
  } finally {
    closeSync(out)
  }
}

function flags(folder: string, port: number, born: number): string[] {
  // No accounts: every role has a random key of its own, and no well-known key holds money.
  const identity = [
    '--accounts',
    '0',
    '--chain-id',
    String(chainId),
    '--hardfork',
    'prague',
    '--timestamp',
    String(born),
  ]
  const network = ['--host', '127.0.0.1', '--port', String(port), '--quiet']
  return [...identity, ...network, '--state', stateOf(folder).path, '--state-interval', `${savingInterval(folder)}`]
}

/** Anvil writes its whole state each time: a large one less often, or a core would do nothing else. Unit: seconds. */
function savingInterval(folder: string): number {
  const bytes = statSync(stateOf(folder).path, { throwIfNoEntry: false })?.size ?? 0
  return Math.max(1, Math.ceil(bytes / 2 ** 24))
}

/**
 * The time of block 0. Anvil makes a block 0 anew at every start, beside the one it kept: only with the same time are
 * both the same block, by whose hash the chain is known. A part of it is random, so that no two chains are the same.
 */
function bornAt(folder: string, recovery: ChainState.Recovery): number {
  const path = join(folder, 'born')
  if (!isNew(recovery) && existsSync(path)) return Number(readFileSync(path, 'utf8'))
  const born = Math.floor(Date.now() / 1000) - randomInt(2 ** 24)
  writeFileSync(path, `${born}\n`)
  return born
}

/** Whether the chain begins with this start. */
function isNew(recovery: ChainState.Recovery): boolean {
  return recovery === 'fresh' || recovery === 'lost'
}

/**
 * Anvil writes its state for the first time after a second. Whoever hears of the chain remembers its block 0: were it
 * killed before, another one would begin in its place. So its state is on disk before anybody hears of it.
 */
async function keepFirst(folder: string, port: number): Promise<void> {
  const chain = createTestClient({ mode: 'anvil', transport: http(`http://127.0.0.1:${port}`) })
  const dump = await chain.dumpState()
  ChainState.keepFirst(stateOf(folder), gunzipSync(Buffer.from(dump.slice(2), 'hex')))
}

/** Anvil counts on from the time of block 0, or of the last block; the chain goes by this machine's clock. */
async function setClock(port: number): Promise<void> {
  const chain = createTestClient({ mode: 'anvil', transport: http(`http://127.0.0.1:${port}`) }).extend(publicActions)
  const now = BigInt(Math.floor(Date.now() / 1000))
  const { timestamp } = await chain.getBlock()
  const time = timestamp > now ? timestamp : now
  await chain.request({ method: 'anvil_setTime' as never, params: [Number(time)] as never })
}

function handle(folder: string, chain: Running, origin: Origin): EmbeddedChain {
  const rpc = `http://127.0.0.1:${chain.port}`
  const test = createTestClient({ mode: 'anvil', transport: http(rpc, { retryCount: 0 }) })
  const stopCopying = keepCopying(stateOf(folder), chain)
  if (origin.child) Leash.release(origin.child)
  return {
    rpc,
    port: chain.port,
    pid: chain.pid,
    chainId,
    adopted: origin.adopted,
    recovery: origin.recovery,
    fund: (address, ether = '1000') => fund(test, address, parseEther(ether)),
    stop: async () => {
      stopCopying()
      await stop(folder)
      origin.child?.stdin?.destroy()
      await ChainState.keep(stateOf(folder))
    },
  }
}

/** Keeps a whole copy of the state close behind the one that anvil writes, while it runs. Returns how to stop. */
function keepCopying(state: ChainState.ChainState, chain: Running): () => void {
  let timer: NodeJS.Timeout
  let isStopped = false
  const copy = async (): Promise<void> => {
    const start = Date.now()
    // A disk that is full now may have room the next time; the copy that is there stays meanwhile.
    await ChainState.keep(state).catch(() => {})
    rest(Math.max(copyEveryMs, (Date.now() - start) / copyingShare))
  }
  const rest = (pause: number): void => {
    if (!isStopped && Process.isRunning(chain)) timer = setTimeout(copy, pause).unref()
  }
  rest(copyEveryMs)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

async function fund(test: TestClient, address: Address, value: bigint): Promise<void> {
  const present = BigInt(
    await test.request({ method: 'eth_getBalance' as never, params: [address, 'latest'] as never }),
  )
  if (present < value) await test.setBalance({ address, value })
}

async function choosePort({ folder, port }: start.Options): Promise<number> {
  if (port !== undefined) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new PortError({ port })
    if (await Port.isFree(port)) return port
    throw new PortTakenError({ port, holder: Port.holderOf(port) })
  }
  const last = readRunning(folder)?.port
  return last !== undefined && (await Port.isFree(last)) ? last : Port.findFree()
}

async function answers(port: number): Promise<boolean> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] })
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(2_000),
    })
    return Number(((await response.json()) as { result?: string }).result) === chainId
  } catch {
    return false
  }
}

function stateOf(folder: string): ChainState.ChainState {
  return ChainState.at(join(folder, 'state.json'))
}

function runningPath(folder: string): string {
  return join(folder, 'running.json')
}

function readRunning(folder: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(runningPath(folder), 'utf8')) as Partial<Running>
    return running.pid && running.started && running.port ? (running as Running) : undefined
  } catch {
    return undefined
  }
}

/** A port is not a number a machine has. */
export class PortError extends BaseError {
  override readonly name = 'EmbeddedChain.PortError'
  readonly retry = false
  constructor({ port }: { port: number }) {
    super(`The port is ${port}; it must be an integer from 1 to 65535.`)
  }
}

/** Another program listens on the port. */
export class PortTakenError extends BaseError {
  override readonly name = 'EmbeddedChain.PortTakenError'
  readonly retry = false
  constructor({ port, holder }: { port: number; holder: string | undefined }) {
    super(`Port ${port} is taken by ${holder ?? 'another program'}.`, {
      hint: 'Stop that program, name another port, or name none: a free one is found.',
    })
  }
}

/** Anvil ended or did not answer. */
export class NotStartedError extends BaseError {
  override readonly name = 'EmbeddedChain.NotStartedError'
  readonly retry = true
  constructor({ port, log }: { port: number; log: string }) {
    const last = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') : ''
    super(`The embedded chain did not start on port ${port}${last ? `: ${last}` : ''}.`, { hint: `Its log is ${log}.` })
  }
}
