import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'

/** The log of the server, one JSON document a line: `<home>/logs/server.log`. */
export function openLog({ home }: { readonly home: string }): Logger {
  const folder = join(home, 'logs')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return pino({ base: null }, pino.destination({ dest: join(folder, 'server.log'), sync: true }))
}
