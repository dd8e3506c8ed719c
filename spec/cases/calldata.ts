/** The calls of a ledger as a chain takes them, by an interface written down here once more. See spec/ledger.md. */
import { encodeFunctionData, encodeFunctionResult, type Hex, parseAbi, toFunctionSelector } from 'viem'
import { bucketOf } from '../reference/ledger.ts'
import { idOf } from '../reference/work.ts'
import type { Call, Scenario } from './Scenario.ts'

const structs = [
  'struct Flow { uint8 kind; uint32 share; bytes32 to; }',
  'struct Work { uint256 creator; uint256 home; bytes32 record; bytes32 origin; uint256 arbiter; uint32 resale; Flow[] flows; }',
  'struct Edge { Work work; uint8 bucket; uint8 flow; }',
  'struct Step { Work work; uint8 bucket; uint256 moves; }',
  'struct Leaf { uint8 kind; bytes32 to; uint128 weight; }',
  'struct Sibling { bytes32 hash; uint128 weight; }',
  'struct Proof { uint256 path; Sibling[] siblings; }',
] as const

const abi = parseAbi([
  ...structs,
  'function pay(bytes32 bucket, address token, uint256 amount)',
  'function distribute(Edge[] edges, address token)',
  'function claim(Work work, uint8 bucket, uint256 flow, address token, address to)',
  'function claimTree(Work work, uint8 bucket, uint256 flow, address token, Leaf leaf, Proof proof, address to)',
  'function collect(Work work, uint8 bucket, address token, address to)',
  'function settle(Step[] steps, address token)',
  'function grossOf(bytes32 bucket, address token) view returns (uint256)',
  'function collectedOf(bytes32 bucket, address token) view returns (uint256)',
  'function paidOf(bytes32 bucket, address token, uint256 flow) view returns (uint256)',
  'function paidLeafOf(bytes32 bucket, address token, uint256 flow, uint256 prefix) view returns (uint256)',
])

const errors: Record<string, string> = {
  GrossTooHigh: 'GrossTooHigh(uint256,uint256)',
  NoHolder: 'NoHolder(uint256)',
  NoSuchFlow: 'NoSuchFlow(uint256,uint256)',
  NoSuchMove: 'NoSuchMove(uint256,uint256)',
  NotInTree: 'NotInTree(bytes32,bytes32)',
  NothingOwed: 'NothingOwed(bytes32,address)',
  NotPayableHere: 'NotPayableHere(uint256)',
  NotPayee: 'NotPayee(address,address)',
  WrongKind: 'WrongKind(uint256,uint256)',
}

/** The first four bytes with which the contract refuses. */
export function selectorOf(error: string): Hex {
  return toFunctionSelector(`function ${errors[error] ?? error}`)
}

export function encode({ works }: Scenario, call: Call): Hex {
  const workAt = (index: number) => works[index]!
  switch (call.call) {
    case 'pay': {
      const bucket = bucketOf(idOf(workAt(call.work)), call.bucket)
      return encodeFunctionData({ abi, functionName: 'pay', args: [bucket, call.token, call.amount] })
    }
    case 'distribute': {
      const edges = call.edges.map((edge) => ({ ...edge, work: workAt(edge.work) }))
      return encodeFunctionData({ abi, functionName: 'distribute', args: [edges, call.token] })
    }
    case 'claim': {
      const { bucket, flow, token, to } = call
      const args = [workAt(call.work), bucket, BigInt(flow), token, to] as const
      return encodeFunctionData({ abi, functionName: 'claim', args })
    }
    case 'claimTree': {
      const { bucket, flow, token, leaf, proof, to } = call
      const args = [workAt(call.work), bucket, BigInt(flow), token, leaf, proof, to] as const
      return encodeFunctionData({ abi, functionName: 'claimTree', args })
    }
    case 'collect': {
      const args = [workAt(call.work), call.bucket, call.token, call.to] as const
      return encodeFunctionData({ abi, functionName: 'collect', args })
    }
    case 'settle': {
      const steps = call.steps.map((step) => ({ ...step, work: workAt(step.work) }))
      return encodeFunctionData({ abi, functionName: 'settle', args: [steps, call.token] })
    }
  }
}

/** A question to the contract about one number, and the answer it must give. `part` is as in the reference ledger. */
export function read(bucket: Hex, token: Hex, part: string, amount: bigint): { calldata: Hex; returns: Hex } {
  const [kind, flow, prefix] = part.split(' ')
  const returns = encodeFunctionResult({ abi, functionName: 'grossOf', result: amount })
  const whole = [bucket, token] as const
  if (kind === 'gross') return { calldata: encodeFunctionData({ abi, functionName: 'grossOf', args: whole }), returns }
  if (kind === 'residual') {
    return { calldata: encodeFunctionData({ abi, functionName: 'collectedOf', args: whole }), returns }
  }
  if (kind === 'flow') {
    return { calldata: encodeFunctionData({ abi, functionName: 'paidOf', args: [...whole, BigInt(flow!)] }), returns }
  }
  const args = [...whole, BigInt(flow!), BigInt(prefix!)] as const
  return { calldata: encodeFunctionData({ abi, functionName: 'paidLeafOf', args }), returns }
}
