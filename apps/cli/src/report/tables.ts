import { escapeText as e } from './escapeText.ts'
import type { Payment, Report, Step } from './Report.ts'

type Money = (amount: string) => string
type Column = { readonly title: string; readonly number?: boolean }

/** What came in, in the order it came. */
export function payments(list: readonly Payment[], symbol: string, money: Money): string {
  const columns = [{ title: 'What' }, { title: 'Work' }, { title: 'Transaction' }, { title: 'Amount', number: true }]
  const rows = list.map(({ what, work, amount, symbol: unit, transaction }) => [
    e(what),
    e(work),
    `<code>${e(transaction.slice(0, 18))}…</code>`,
    e(unit === symbol ? money(amount) : `${amount} wei ${unit}`),
  ])
  return table(columns, rows)
}

/** Every payee, and the equation that must hold to the wei. */
export function payees({ payees: list, totals }: Report, money: Money): string {
  const columns = [{ title: 'Who' }, { title: 'Paid', number: true }, { title: 'Unclaimed', number: true }]
  const rows = list.map(({ name, address, paid, unclaimed }) => [
    `${e(name)}<br><code>${e(address)}</code>`,
    e(money(paid)),
    e(money(unclaimed)),
  ])
  const { paidIn, paidOut, unclaimed, dust } = totals
  const equation = `${paidIn} = ${paidOut} + ${unclaimed} + ${dust} wei`
  return table(columns, rows, [e(equation), e(money(paidOut)), e(money(unclaimed))])
}

/** What each step took. */
export function steps(list: readonly Step[]): string {
  const columns = [{ title: 'Step' }, { title: 'What happened' }, { title: 'Gas', number: true }]
  const rows = list.map(({ name, note, gas }) => [
    e(name),
    e(note),
    gas === undefined ? '' : Number(gas).toLocaleString('en-US'),
  ])
  return table(columns, rows)
}

/** Cells are HTML already. */
function table(columns: readonly Column[], rows: readonly (readonly string[])[], foot?: readonly string[]): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell, index) => `<${tag}${columns[index]?.number ? ' class="n"' : ''}>${cell}</${tag}>`).join('')}</tr>`
  const head = row(
    columns.map(({ title }) => title),
    'th',
  )
  const body = rows.map((cells) => row(cells, 'td')).join('')
  const end = foot === undefined ? '' : `<tfoot>${row(foot, 'td')}</tfoot>`
  return `<div class="scroll"><table><thead>${head}</thead><tbody>${body}</tbody>${end}</table></div>`
}
