import { encodeErrorResult, type Hex, zeroAddress, zeroHash } from 'viem'
import { expect, test } from 'vitest'
import { contractErrors, tokenErrors } from './contractErrors.ts'
import { isReverted, RevertedError } from './Reverted.ts'
import { sentences } from './sentences.ts'

const all = [...contractErrors, ...tokenErrors]
const sample = (type: string): unknown => {
  if (type === 'address') return zeroAddress
  if (type === 'bytes32') return zeroHash
  if (type === 'string') return 'paused'
  return type.startsWith('bytes') ? '0x' : type === 'uint8' || type === 'uint32' || type === 'uint48' ? 7 : 7n
}

test('every error of every contract has a sentence, whose values the error carries', () => {
  for (const { contract, abi } of all) {
    const sentence = sentences[abi.name]
    expect(sentence, `${contract}.${abi.name}`).toBeDefined()
    const args = abi.inputs.map(({ type }) => sample(type))
    const data = encodeErrorResult({ abi: [abi], errorName: abi.name, args } as never) as Hex
    const error = RevertedError.from(data)
    expect(error.message, `${contract}.${abi.name}`).not.toContain('undefined')
    expect(error.error).toBe(abi.name)
    expect(isReverted(error, abi.name)).toBe(true)
  }
})

test('no sentence is about an error that nothing throws', () => {
  const known = new Set(all.map(({ abi }) => abi.name))
  expect(Object.keys(sentences).filter((name) => !known.has(name))).toEqual([])
})

test('an error that nobody knows is shown as it came', () => {
  const error = RevertedError.from('0xdeadbeef')
  expect(error.message).toBe('The contract refused: unknown (data 0xdeadbeef).')
  expect(RevertedError.from('0x').error).toBe('unknown')
})
