import { BaseError } from '@tributary/protocol'
import { decodeErrorResult, type Hex, toFunctionSelector } from 'viem'
import { type ContractError, contractErrors, tokenErrors } from './contractErrors.ts'
import { type Sentence, sentences } from './sentences.ts'

/** A contract refused a call, for a reason that it named. */
export class RevertedError extends BaseError {
  override readonly name = 'Contract.RevertedError'
  readonly retry = false
  /** The contract that declares the error: `Ledger`, `Works`, `Token`, ... */
  readonly contract: string
  /** Name of the custom error: `NothingOwed`. */
  readonly error: string
  /** Its values by name. */
  readonly values: Readonly<Record<string, unknown>>
  readonly data: Hex

  constructor({ contract, error, values, data }: RevertedError.Fields) {
    const { what, hint } = sentences[error] ?? unknownSentence(contract, error, values)
    super(fill(what, values), hint === undefined ? {} : { hint: fill(hint, values) })
    this.contract = contract
    this.error = error
    this.values = values
    this.data = data
  }

  /** The error that revert data stands for. */
  static from(data: Hex): RevertedError {
    const known = [...contractErrors, ...tokenErrors].find(({ abi }) => selectors.get(abi) === data.slice(0, 10))
    if (known === undefined)
      return new RevertedError({ data, contract: 'contract', error: 'unknown', values: { data } })
    const decoded = decodeErrorResult({ abi: [known.abi], data })
    const named = known.abi.inputs.map((input, index) => [input.name ?? String(index), decoded.args?.[index]])
    return new RevertedError({
      data,
      contract: known.contract,
      error: known.abi.name,
      values: Object.fromEntries(named),
    })
  }
}

export declare namespace RevertedError {
  type Fields = Pick<RevertedError, 'contract' | 'error' | 'values' | 'data'>
}

/** Whether something thrown is a contract's refusal of that name. */
export function isReverted(error: unknown, name: string): error is RevertedError {
  return error instanceof RevertedError && error.error === name
}

const selectors = new Map<ContractError['abi'], Hex>(
  [...contractErrors, ...tokenErrors].map(({ abi }) => [
    abi,
    toFunctionSelector({ ...abi, type: 'function', outputs: [], stateMutability: 'pure' }),
  ]),
)

function fill(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => show(name, values[name]))
}

/** Some errors carry the revert data of another call. */
function show(name: string, value: unknown): string {
  if (name !== 'reason' && name !== 'answer') return String(value)
  return typeof value === 'string' && value.startsWith('0x') ? RevertedError.from(value as Hex).message : String(value)
}

function unknownSentence(contract: string, error: string, values: Readonly<Record<string, unknown>>): Sentence {
  const shown = Object.entries(values).map(([name, value]) => `${name} ${String(value)}`)
  return { what: `The ${contract} refused: ${error}${shown.length > 0 ? ` (${shown.join(', ')})` : ''}.` }
}
