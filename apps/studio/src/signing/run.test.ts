import type { Plan } from '@tributary/sdk/wire'
import { beforeEach, expect, test, vi } from 'vitest'
import { run } from './run.ts'
import { fromPlan, type Signing } from './Signing.ts'

const sent: Record<string, unknown>[] = []

// The wallet's side: what it is asked to send is all that counts here.
vi.mock('../wallet/actions.ts', () => ({ connection: async () => ({ config: {}, chain: { id: 31337 } }) }))
vi.mock('wagmi/actions', () => ({
  getTransactionCount: async () => sent.length,
  sendTransaction: async (_config: unknown, transaction: Record<string, unknown>) => {
    sent.push(transaction)
    return `0x${'ab'.repeat(32)}`
  },
  getTransactionReceipt: async () => ({ status: 'success' }),
  waitForTransactionReceipt: async () => ({ status: 'success' }),
  signTypedData: async () => '0x',
}))

beforeEach(() => sent.splice(0))

const account = `0x${'22'.repeat(20)}` as const
const to = `0x${'11'.repeat(20)}`

function signing(...calls: readonly Partial<Plan['calls'][number]>[]): Signing {
  const plan: Plan = {
    title: 'Claim',
    calls: calls.map((change) => ({ title: 'Claim', to, data: '0x1234', value: '0', ...change })),
    leaves: [],
    arrives: [],
    cost: { gas: '1', fee: '1' },
    expires: 100,
  }
  return fromPlan(account, `0x${'33'.repeat(32)}`, plan)
}

test('the gas that a plan says reaches the wallet, which would take too little for a batch that skips its parts', async () => {
  const done = await run(signing({ gas: '1234567' }), () => {})
  expect(done.steps.map(({ state }) => state)).toEqual(['done'])
  expect(sent).toEqual([{ account, chainId: 31337, to, data: '0x1234', value: 0n, gas: 1_234_567n }])
})

test('a call without gas leaves it to the wallet', async () => {
  await run(signing({ value: '7' }), () => {})
  expect(sent).toEqual([{ account, chainId: 31337, to, data: '0x1234', value: 7n }])
})

test('each call of a plan is sent with its own gas, and what was sent is not sent again', async () => {
  const plan = signing({ gas: '1' }, {}, { gas: '3' })
  const [first, ...others] = plan.steps
  await run({ ...plan, steps: [{ ...first!, state: 'sent', transaction: '0x01' }, ...others] }, () => {})
  expect(sent.map(({ gas }) => gas)).toEqual([undefined, 3n])
})
