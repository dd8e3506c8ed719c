import { BaseError } from '@tributary/protocol'
import type { Client } from '@tributary/sdk'

/** What the indexer is told by its starter; everything else is the same everywhere. */
export type Environment = {
  readonly chainId: number
  readonly rpc: string
  /** Where the contracts stand. */
  readonly deployment: Client['deployment']
  /** At most how many requests a second Ponder begins with; it counts them in twenties. */
  readonly rate: number
  /** Milliseconds between two looks at the head of the chain. */
  readonly polling: number
  /** Every how many blocks one is noted, whether or not anything was said in it. */
  readonly noteEvery: number
  /** The first block that matters. */
  readonly startBlock: number
}

const name = 'TRIBUTARY_INDEX'

/** Reads the settings out of the variables that {@link toVariables} made. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const settings = variables[name]
  if (settings === undefined) throw new NoSettingsError()
  return JSON.parse(settings) as Environment
}

/** Writes the settings as a variable for {@link readEnvironment}. */
export function toVariables(environment: Environment): Record<string, string> {
  return { [name]: JSON.stringify(environment) }
}

/** Ponder was started by hand. */
export class NoSettingsError extends BaseError {
  override readonly name = 'environment.NoSettingsError'
  readonly retry = false
  constructor() {
    super(`${name} is not set: the indexer does not know its chain.`, {
      hint: 'Start the studio, which starts it; startIndexer.ts shows what it is told.',
    })
  }
}
