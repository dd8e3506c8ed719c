/** What the indexer is told by its starter; everything else is the same everywhere. */
export type Environment = {
  readonly chainId: number
  readonly rpc: string
  /** At most how many requests a second Ponder begins with; it counts them in twenties. */
  readonly rate: number
  /** Milliseconds between two looks at the head of the chain. */
  readonly polling: number
  /** Every how many blocks one is noted, whether or not anything was said in it. */
  readonly noteEvery: number
  /** The first block that matters. */
  readonly startBlock: number
}

const prefix = 'TRIBUTARY_INDEX'

/** Reads the settings out of the variables that {@link toVariables} made. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return JSON.parse(variables[prefix] ?? '{}') as Environment
}

/** Writes the settings as a variable for {@link readEnvironment}. */
export function toVariables(environment: Environment): Record<string, string> {
  return { [prefix]: JSON.stringify(environment) }
}
