import type { Right, Token } from '@tributary/sdk/wire'
import { parseAmount } from '../../design/index.ts'

/** An offer as its holder writes it. */
export type SaleTerms = {
  readonly rights: readonly Right[]
  /** As typed, in whole tokens. */
  readonly price: string
  readonly supply: string
  /** Seconds; 0 is for ever. */
  readonly duration: number
  /** The least a work made from it must owe it, in parts per million; nothing by default. */
  readonly derivativeShare?: number
}

export const firstTerms: SaleTerms = { rights: ['display'], price: '10', supply: '25', duration: 0 }

export const durations = [
  { seconds: 0, name: 'For ever' },
  { seconds: 365 * 86_400, name: 'A year' },
  { seconds: 30 * 86_400, name: '30 days' },
  { seconds: 86_400, name: 'A day' },
] as const

/** The most licenses that one offer can sell: its counter has 32 bits. */
export const mostLicenses = 2 ** 32 - 1

/** What cannot be signed yet, by field. */
export function problemsOf(
  { rights, price, supply }: SaleTerms,
  token: Token,
): { readonly rights?: string; readonly price?: string; readonly supply?: string } {
  const amount = parseAmount(price, token.decimals)
  const count = /^\d{1,10}$/.test(supply) ? Number(supply) : 0
  return {
    ...(rights.length === 0 && { rights: 'Grant at least one right.' }),
    ...((amount === undefined || amount === '0') && {
      price: `Write a number above 0 with at most ${token.decimals} digits after the point.`,
    }),
    ...((count < 1 || count > mostLicenses) && {
      supply: `Write a whole number from 1 to ${mostLicenses.toLocaleString('en-US')}.`,
    }),
  }
}
