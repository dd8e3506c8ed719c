import type { Token, Money as WireMoney } from '@tributary/sdk/wire'

const dollars = new Set(['USD', 'USDC', 'USDT', 'DAI', 'TUSD'])

/**
 * An amount as people write it. Rounds down, to at most `digits` places after the point; an amount that would
 * round to nothing keeps its first digit that is not zero.
 */
export function decimal(amount: string, decimals: number, digits = 2): string {
  const whole = amount.padStart(decimals + 1, '0')
  const units = whole.slice(0, whole.length - decimals)
  const fraction = whole.slice(whole.length - decimals)
  const first = fraction.search(/[1-9]/)
  const places = units === '0' && first >= digits ? first + 1 : digits
  const shown = fraction.slice(0, places).padEnd(Math.min(digits, decimals), '0')
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, ',')
  return shown === '' ? grouped : `${grouped}.${shown}`
}

/** Money in words: `$1.50`, or `0.02 ETH` where the token is no dollar. */
export function moneyText({ amount, token }: WireMoney): string {
  if (isDollar(token.symbol)) return `$${decimal(amount, token.decimals)}`
  const text = decimal(amount, token.decimals, 4)
  return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text} ${token.symbol}`
}

/** The one of several amounts that is told first: dollars, because everybody can compare them. */
export function foremost<amount extends { readonly token: Token }>(amounts: readonly amount[]): amount | undefined {
  return amounts.find(({ token }) => isDollar(token.symbol)) ?? amounts[0]
}

export function isDollar(symbol: string): boolean {
  return dollars.has(symbol.toUpperCase())
}

/** What somebody typed, as token-wei; undefined when it is no amount of this token. */
export function parseAmount(text: string, decimals: number): string | undefined {
  const match = /^\s*\$?(\d{1,30})(?:[.,](\d+))?\s*$/.exec(text.replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, ''))
  const fraction = match?.[2] ?? ''
  if (!match || fraction.length > decimals) return undefined
  return `${match[1]}${fraction.padEnd(decimals, '0')}`.replace(/^0+(?=\d)/, '')
}

/** A share of a payment, from parts per million. */
export function percent(ppm: number): string {
  return `${(ppm / 10_000).toLocaleString('en-US', { maximumFractionDigits: 4 })} %`
}
