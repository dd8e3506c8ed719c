import { BaseError } from '@tributary/protocol'
import { type Address, concat, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import { send } from '../client/send.ts'
import { developmentChains } from '../client/wellKnownKeys.ts'
import { type Contract, contracts, type Deployment, factory, salt, testDollar } from './Deployment.ts'
import { expectedCode } from './expectedCode.ts'

/** One contract of a deployment: where it is, and what putting it there took; nothing if it stood already. */
export type Deployed = {
  readonly name: Contract['name']
  readonly address: Address
  readonly transaction?: Hex
  readonly gas: bigint
}

/**
 * Deploys every contract that does not stand yet, at the same addresses as on every chain. Running it again is free.
 *
 * - Every contract's code is compared with what its creation code leads to on this chain.
 * - Well-known test keys are refused except on development chains (`reach` and `connect` do so for every verb).
 *
 * @example
 * ```ts
 * import { deploy, reach } from '@tributary/sdk'
 *
 * const client = await reach({ rpc: 'http://127.0.0.1:8545', account })
 * const { contracts, gas } = await deploy(client)
 * ```
 */
export async function deploy(client: Client): Promise<deploy.ReturnType> {
  const deployed: Deployed[] = []
  for (const contract of contracts()) deployed.push(await put(client, contract))
  const addresses = Object.fromEntries(deployed.map(({ name, address }) => [name, address])) as Deployment
  return { contracts: deployed, deployment: addresses, gas: deployed.reduce((sum, { gas }) => sum + gas, 0n) }
}

export declare namespace deploy {
  type ReturnType = {
    readonly contracts: readonly Deployed[]
    readonly deployment: Deployment
    /** All of it. */
    readonly gas: bigint
  }
  type ErrorType = NoFactoryError | WrongCodeError
}

/** Deploys the test dollar, of which anybody may mint any amount: on development chains only. */
export async function deployTestDollar(client: Client): Promise<Deployed> {
  if (!developmentChains.includes(client.chainId)) throw new NotDevelopmentError({ chainId: client.chainId })
  return put(client, testDollar())
}

async function put(client: Client, contract: Contract): Promise<Deployed> {
  const { name, address, code } = contract
  if ((await codeAt(client, address)) !== undefined) {
    await verify(client, contract)
    return { name, address, gas: 0n }
  }
  if ((await codeAt(client, factory)) === undefined) throw new NoFactoryError({ chainId: client.chainId })
  const sent = await send(client, { to: factory, data: concat([salt, code]), verb: `deploy ${name}` })
  await verify(client, contract)
  return { name, address, transaction: sent.hash, gas: sent.gas }
}

async function verify(client: Client, contract: Contract): Promise<void> {
  const [found, expected] = await Promise.all([codeAt(client, contract.address), expectedCode(client, contract)])
  if (found !== expected) throw new WrongCodeError(contract)
}

function codeAt(client: Client, address: Address): Promise<Hex | undefined> {
  return explained(client.public.getCode({ address }), client)
}

/** The chain lacks the factory that gives contracts the same address everywhere. */
export class NoFactoryError extends BaseError {
  override readonly name = 'deploy.NoFactoryError'
  readonly retry = false
  constructor({ chainId }: { chainId: number }) {
    super(`Chain ${chainId} has no CREATE2 factory at ${factory}.`, {
      hint: 'Send its keyless transaction first: github.com/Arachnid/deterministic-deployment-proxy.',
    })
  }
}

/** Other code stands where a contract must be. */
export class WrongCodeError extends BaseError {
  override readonly name = 'deploy.WrongCodeError'
  readonly retry = false
  constructor({ name, address }: Pick<Contract, 'name' | 'address'>) {
    super(`The code at ${address} is not that of ${name}.`, {
      hint: 'Do not use this chain: somebody put other code there.',
    })
  }
}

/** Play money was asked for where money is real. */
export class NotDevelopmentError extends BaseError {
  override readonly name = 'deploy.NotDevelopmentError'
  readonly retry = false
  constructor({ chainId }: { chainId: number }) {
    super(
      `Chain ${chainId} is not a development chain; the test dollar is for ${developmentChains.join(' and ')} only.`,
      {
        hint: 'Use a real stablecoin of that chain.',
      },
    )
  }
}
