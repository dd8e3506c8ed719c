import type { Operations } from '@tributary/sdk/wire'

/** A part of the studio, how it is, and what to do when it is not well. */
export type Part = {
  readonly id: 'chain' | 'index' | 'database' | 'workers' | 'queue' | 'storage' | 'memory'
  readonly name: string
  readonly tone: 'good' | 'warn' | 'bad'
  /** The number that says most. */
  readonly figure: string
  readonly says: string
  /** What to do about it; only when something is to be done. */
  readonly todo?: string
}

/** More blocks than that behind, and what screens show is visibly old. */
const behindLimit = 20
/** More memory than that is a sign that something grows. Unit: bytes. */
const memoryLimit = 2_000_000_000

/** Every part of the studio, in plain words. */
export function healthOf(now: Operations): readonly Part[] {
  return [chain(now), index(now), database(now), workers(now), queue(now), storage(now), memory(now)]
}

/** The whole in one line. */
export function summaryOf(parts: readonly Part[]): string {
  const bad = parts.filter(({ tone }) => tone === 'bad')
  if (bad.length > 0) return bad.length === 1 ? `${bad[0]!.name} needs you.` : `${bad.length} parts need you.`
  return parts.some(({ tone }) => tone === 'warn') ? 'Works, with one eye on it.' : 'Everything works.'
}

function chain({ chain: { reachable, head } }: Operations): Part {
  const about = { id: 'chain', name: 'Chain' } as const
  if (reachable)
    return { ...about, tone: 'good', figure: head, says: 'The newest block. Payments and ownership live here.' }
  return {
    ...about,
    tone: 'bad',
    figure: 'No answer',
    says: 'Nothing can be bought, claimed or minted until it answers. Nothing is lost: what is known stays readable.',
    todo: 'With the embedded chain, stop the studio and start it again with npm start. With another chain, check TRIBUTARY_RPC.',
  }
}

function index({ index: { reachable, block, behind } }: Operations): Part {
  const about = { id: 'index', name: 'Event index' } as const
  if (!reachable)
    return {
      ...about,
      tone: 'bad',
      figure: 'No answer',
      says: 'Screens show what was last known. Statements, searches and histories do not grow.',
      todo: 'It is started again by itself within seconds. If it stays away, stop the studio, start it again and read its log.',
    }
  if (behind <= behindLimit)
    return {
      ...about,
      tone: 'good',
      figure: block,
      says: `${blocks(behind)} behind the chain. What you see is what happened.`,
    }
  return {
    ...about,
    tone: 'warn',
    figure: `${behind.toLocaleString('en-US')} behind`,
    says: `It has read up to block ${block} and is catching up. Until then screens are a little old.`,
  }
}

function database({ database: { reachable, bytes } }: Operations): Part {
  const about = { id: 'database', name: 'Database' } as const
  if (reachable)
    return { ...about, tone: 'good', figure: bytesText(bytes), says: 'Postgres: names, jobs, drafts and the index.' }
  return {
    ...about,
    tone: 'bad',
    figure: 'No answer',
    says: 'Lists, jobs and sign-in do not work until it answers. Works and money are on the chain and in the store.',
    todo: 'Stop the studio and start it again. With your own Postgres, check DATABASE_URL and that it runs.',
  }
}

function workers({ queue: { workers: count, waiting } }: Operations): Part {
  const about = { id: 'workers', name: 'Workers', figure: `${count}` } as const
  if (count > 0)
    return { ...about, tone: 'good', says: 'They train, draw and publish. More can be started on any machine.' }
  return {
    ...about,
    tone: waiting > 0 ? 'bad' : 'warn',
    says: waiting > 0 ? 'Jobs wait and nobody does them.' : 'Nobody does jobs; there is nothing to do now.',
    todo: 'Stop the studio and start it again; it starts a worker of its own.',
  }
}

function queue({ queue: { waiting, running, failed } }: Operations): Part {
  const about = { id: 'queue', name: 'Queue', figure: `${waiting}` } as const
  const says = `Waiting; ${running} under way${failed > 0 ? `, ${failed} failed` : ''}.`
  return { ...about, tone: failed > 0 ? 'warn' : 'good', says: `${says} What is queued survives a restart.` }
}

function storage({ store: { works, bytes } }: Operations): Part {
  const says = `Used for ${works.toLocaleString('en-US')} works: files, records and trees, each under its own hash.`
  return { id: 'storage', name: 'Storage', tone: 'good', figure: bytesText(bytes), says }
}

function memory({ process: { memory: bytes, load } }: Operations): Part {
  const about = { id: 'memory', name: 'Memory', figure: bytesText(bytes) } as const
  const says = `Used by the server itself; the machine’s load is ${load.toFixed(1)}.`
  if (bytes <= memoryLimit) return { ...about, tone: 'good', says }
  return {
    ...about,
    tone: 'warn',
    says,
    todo: 'Restart the studio when nothing is under way; jobs go on where they were.',
  }
}

function blocks(count: number): string {
  if (count === 0) return 'Not a block'
  return `${count} ${count === 1 ? 'block' : 'blocks'}`
}

/** Bytes as people read them. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value.toLocaleString('en-US', { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })} ${units[step]}`
}
