/** What the indexer is told by its starter; everything else is the same everywhere. */
export type Environment = {
  readonly chainId: number
  readonly rpc: string
  /** Milliseconds between two looks at the head of the chain. */
  readonly pollingInterval: number
  /** A chain that starts anew under the same id must not be read from a cache. */
  readonly disableCache: boolean
  /** The first block that matters. */
  readonly startBlock: number
}

/** Reads the settings out of the variables that `toVariables` made. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  return {
    chainId: Number(variables.TRIBUTARY_CHAIN_ID ?? 31337),
    rpc: variables.TRIBUTARY_RPC ?? 'http://127.0.0.1:8545',
    pollingInterval: Number(variables.TRIBUTARY_POLLING ?? 1000),
    disableCache: variables.TRIBUTARY_RPC_CACHE !== 'on',
    startBlock: Number(variables.TRIBUTARY_START_BLOCK ?? 0),
  }
}

/** Writes the settings as variables for `readEnvironment`. */
export function toVariables(environment: Environment): Record<string, string> {
  return {
    TRIBUTARY_CHAIN_ID: String(environment.chainId),
    TRIBUTARY_RPC: environment.rpc,
    TRIBUTARY_POLLING: String(environment.pollingInterval),
    TRIBUTARY_RPC_CACHE: environment.disableCache ? 'off' : 'on',
    TRIBUTARY_START_BLOCK: String(environment.startBlock),
  }
}
