import { execFileSync } from 'node:child_process'
import { BaseError } from '@tributary/protocol'

/** Who the database runs as where root starts it: it refuses to run as root. */
export type Substitute = {
  readonly uid: number
  readonly gid: number
  /** What goes before a command, so that it runs as this user. */
  readonly prefix: readonly string[]
}

/**
 * The user that stands in for root, if root it is: `postgres` where the machine has one, else `nobody`.
 *
 * A home belongs to root alone, so its folders are closed to others. The database keeps the one right of root's that
 * lets it pass through them, and gives up the rest.
 */
export function substituteForRoot(): Substitute | undefined {
  if (process.getuid?.() !== 0) return undefined
  const [uid, gid] = idsOf('postgres') ?? idsOf('nobody') ?? [65_534, 65_534]
  const passing = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...passing]
  try {
    execFileSync(prefix[0]!, [...prefix.slice(1), 'true'], { stdio: 'ignore' })
  } catch (cause) {
    throw new RootError({ cause })
  }
  return { uid, gid, prefix }
}

function idsOf(user: string): [number, number] | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] })),
    )
    return [uid!, gid!]
  } catch {
    return undefined
  }
}

/** The database cannot be started by root here. */
export class RootError extends BaseError {
  override readonly name = 'Postgres.RootError'
  readonly retry = false
  constructor({ cause }: { cause: unknown }) {
    super('The embedded database does not run as root, and no other user could be taken on.', {
      hint: 'Start the studio as another user, or name a database with DATABASE_URL.',
      cause,
    })
  }
}
