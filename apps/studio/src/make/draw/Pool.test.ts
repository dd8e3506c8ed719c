import { expect, test } from 'vitest'
import type { Answer, Request } from './messages.ts'
import { type Hand, type Order, Pool } from './Pool.ts'

const model = '0x01'
const order = (seed: number): Order => ({ model, sketch: { seed, style: 'ada', parameters: {} }, width: 8, height: 8 })
const drawn = { png: new Uint8Array(), pixels: '0x02', milliseconds: 1 } as const
const never = new AbortController().signal

class PaperHand implements Hand {
  readonly told: Request[] = []
  readonly #hear: (answer: Answer) => void
  dismissed = false
  constructor(hear: (answer: Answer) => void) {
    this.#hear = hear
  }
  tell(request: Request): void {
    this.told.push(request)
  }
  dismiss(): void {
    this.dismissed = true
  }
  drawing(): Extract<Request, { type: 'draw' }> {
    return this.told.findLast((request) => request.type === 'draw')!
  }
  answer(answer: Partial<Answer> = {}): void {
    const { ticket } = this.drawing()
    this.#hear({ type: 'drawn', ticket, ...drawn, ...answer } as Answer)
  }
}

function pool(size: number): { pool: Pool; hands: PaperHand[] } {
  const hands: PaperHand[] = []
  const made = new Pool((hear) => {
    hands.push(new PaperHand(hear))
    return hands.at(-1)!
  }, size)
  made.teach(model, new Uint8Array(4))
  return { pool: made, hands }
}

test('a pool hires no more hands than it may, and each learns the model once', async () => {
  const { pool: made, hands } = pool(2)
  const all = [0, 1, 2, 3].map((seed) => made.draw(order(seed), never))
  expect(hands.length).toBe(2)
  for (const hand of [...hands, ...hands]) hand.answer()
  await Promise.all(all)
  expect(hands.map(({ told }) => told.map(({ type }) => type))).toEqual([
    ['model', 'draw', 'draw'],
    ['model', 'draw', 'draw'],
  ])
})

test('pictures are begun in the order they were asked for', async () => {
  const { pool: made, hands } = pool(1)
  const all = [5, 3, 9].map((seed) => made.draw(order(seed), never))
  const begun: number[] = []
  for (const waiting of all) {
    begun.push(hands[0]!.drawing().sketch.seed)
    hands[0]!.answer()
    await waiting
  }
  expect(begun).toEqual([5, 3, 9])
})

test('a picture that was given up before its turn is never begun, and the next one is', async () => {
  const { pool: made, hands } = pool(1)
  const giveUp = new AbortController()
  const first = made.draw(order(1), never)
  const second = made.draw(order(2), giveUp.signal)
  const third = made.draw(order(3), never)
  giveUp.abort()
  await expect(second).rejects.toThrow(/abort/)
  hands[0]!.answer()
  await first
  expect(hands[0]!.drawing().sketch.seed).toBe(3)
  hands[0]!.answer()
  await third
})

test('a picture that is given up while it is drawn frees its hand when it is done', async () => {
  const { pool: made, hands } = pool(1)
  const giveUp = new AbortController()
  const first = made.draw(order(1), giveUp.signal)
  giveUp.abort()
  await expect(first).rejects.toThrow(/abort/)
  const second = made.draw(order(2), never)
  hands[0]!.answer()
  hands[0]!.answer()
  expect((await second).pixels).toBe(drawn.pixels)
})

test('a picture that cannot be drawn says why, and the hand goes on', async () => {
  const { pool: made, hands } = pool(1)
  const first = made.draw(order(1), never)
  hands[0]!.answer({ type: 'failed', message: 'There is no style "ada".' })
  await expect(first).rejects.toThrow(/no style/)
  const second = made.draw(order(2), never)
  hands[0]!.answer()
  await second
})

test('a picture by a model that nobody brought is refused, and blocks nobody', async () => {
  const { pool: made, hands } = pool(1)
  await expect(made.draw({ ...order(1), model: '0x09' }, never)).rejects.toThrow(/0x09/)
  const second = made.draw(order(2), never)
  hands[0]!.answer()
  await second
})

test('closing sends every hand home and refuses what waits', async () => {
  const { pool: made, hands } = pool(1)
  const first = made.draw(order(1), never)
  const second = made.draw(order(2), never)
  first.catch(() => {})
  made.close()
  await expect(second).rejects.toThrow(/closed/)
  expect(hands[0]!.dismissed).toBe(true)
})
