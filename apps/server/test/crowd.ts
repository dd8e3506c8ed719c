import { connect, type Socket } from 'node:net'

/**
 * A process that opens thousands of event streams and keeps every connection open, from fifty addresses' worth of
 * callers each: `node crowd.ts <port> <streams>`. Tells how many got which status, and ends with its parent's word.
 */
const [port, streams] = process.argv.slice(2).map(Number) as [number, number]
const [perAddress, atOnce] = [50, 500]
const sockets: Socket[] = []
const statuses: Record<string, number> = {}
let polite = 0

function open(index: number): Promise<void> {
  const number = Math.floor(index / perAddress)
  const localAddress = `127.0.${1 + Math.floor(number / 250)}.${1 + (number % 250)}`
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  sockets.push(socket)
  return new Promise((resolve) => {
    const note = (status: string): void => {
      statuses[status] = (statuses[status] ?? 0) + 1
      resolve()
    }
    socket.once('error', ({ message }) => note(message))
    socket.once('data', (data) => {
      if (/\r\nretry-after: \d+\r\n/i.test(`${data}`)) polite += 1
      note(`${data}`.slice(9, 12))
    })
    socket.write('GET /v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
  })
}

for (let index = 0; index < streams; index += atOnce) {
  await Promise.all(Array.from({ length: Math.min(atOnce, streams - index) }, (_, offset) => open(index + offset)))
}
const held = sockets.filter(({ readyState }) => readyState === 'open').length
process.send?.({ statuses, polite, held })
process.once('disconnect', () => process.exit())
