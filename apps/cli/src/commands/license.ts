import type { Command } from 'commander'
import { buy } from './license/buy.ts'
import { check } from './license/check.ts'
import { declare } from './license/declare.ts'
import { list } from './license/list.ts'
import { offer } from './license/offer.ts'
import { use } from './license/use.ts'

/** Adds `license` and what can be done with licenses. */
export function license(program: Command): void {
  const group = program.command('license').helpGroup('Sell:').description('offer, buy, check and use licenses of works')
  for (const register of [offer, buy, check, use, declare, list]) register(group)
}
