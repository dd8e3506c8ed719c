import type { DraftQuote, Person } from '@tributary/sdk/wire'

/** What one person gets of a payment, and for what. */
export type Piece = {
  readonly key: string
  readonly person: Person
  readonly role: 'you' | 'holder' | 'contributor' | 'payee'
  /** After the name: why they are paid. */
  readonly words: string
  readonly amount: string
  /** Of the whole, from 0 to 1. */
  readonly part: number
}

const words: Readonly<Record<string, (work: string) => string>> = {
  leaf: (work) => `for pictures in ${work}`,
  residual: (work) => `as holder of ${work}`,
  flow: () => 'as agreed',
}
const roles = { leaf: 'contributor', residual: 'holder', flow: 'payee' } as const

/** A quote by person: what goes to oneself first, then the largest part. */
export function piecesOf({ payees, money }: DraftQuote, you: string): Piece[] {
  const whole = Number(money.amount)
  const mine = you.toLowerCase()
  const sums = new Map<string, Piece>()
  for (const { account, role, amount, workName } of payees) {
    const isMine = account.address.toLowerCase() === mine
    const key = isMine ? 'you' : `${account.address.toLowerCase()} ${role} ${workName ?? ''}`
    const before = sums.get(key)
    const sum = BigInt(before?.amount ?? 0) + BigInt(amount)
    sums.set(key, {
      key,
      person: account,
      role: isMine ? 'you' : (roles[role as keyof typeof roles] ?? 'payee'),
      words: isMine ? '' : (words[role]?.(workName ?? 'this work') ?? ''),
      amount: `${sum}`,
      part: whole === 0 ? 0 : Number(sum) / whole,
    })
  }
  return [...sums.values()].sort((a, b) => Number(b.role === 'you') - Number(a.role === 'you') || b.part - a.part)
}
