import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

/** What thousands heard: how many got which status, were told when to come back, and are connected still. */
export type Heard = {
  readonly statuses: Readonly<Record<string, number>>
  readonly polite: number
  readonly held: number
}
export type Crowd = { readonly heard: Heard; leave(): Promise<void> }

/** Opens event streams from a process of its own, fifty from each address of this machine, and keeps them all open. */
export async function gatherCrowd(port: number, streams: number): Promise<Crowd> {
  const child = fork(fileURLToPath(import.meta.url), [`${port}`, `${streams}`])
  const [heard] = (await once(child, 'message')) as [Heard]
  const leave = async (): Promise<void> => {
    child.disconnect()
    await once(child, 'exit')
  }
  return { heard, leave }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [port, streams] = process.argv.slice(2).map(Number) as [number, number]
  process.send?.(await gather(port, streams))
  process.once('disconnect', () => process.exit())
}

async function gather(port: number, streams: number): Promise<Heard> {
  const [perAddress, atOnce] = [50, 500]
  const sockets: Socket[] = []
  const statuses: Record<string, number> = {}
  let polite = 0
  const open = async (index: number): Promise<void> => {
    const number = Math.floor(index / perAddress)
    const localAddress = `127.0.${1 + Math.floor(number / 250)}.${1 + (number % 250)}`
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    sockets.push(socket)
    socket.write('GET /v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
    const answer = await once(socket, 'data').then(String, String)
    const status = /^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? answer
    statuses[status] = (statuses[status] ?? 0) + 1
    if (/\r\nretry-after: \d+\r\n/i.test(answer)) polite += 1
  }
  for (let first = 0; first < streams; first += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, streams - first) }, (_, offset) => open(first + offset)))
  }
  return { statuses, polite, held: sockets.filter(({ readyState }) => readyState === 'open').length }
}
