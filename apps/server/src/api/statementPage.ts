import { Amount } from '@tributary/protocol'
import type { Statement, StatementLine, Token } from '@tributary/sdk/wire'

/** What the sheet looks like on A4; no script, nothing from elsewhere. */
const style = `
@page { size: A4; margin: 18mm 16mm }
body { font: 10pt/1.45 Georgia, 'Times New Roman', serif; color: #111; background: #fff; max-width: 178mm; margin: 2rem auto }
@media print { body { margin: 0 } }
h1 { font-size: 20pt; font-weight: normal; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 8mm 0 2mm }
p { margin: 0 0 1mm } .small { font-size: 8pt; color: #555; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: 1.2mm 2mm 1.2mm 0; border-bottom: 0.2mm solid #ccc; vertical-align: top }
thead { display: table-header-group } tr { break-inside: avoid } .n { text-align: right; white-space: nowrap }
`

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const text = (value: string): string => value.replaceAll(/[&<>"']/g, (sign) => escapes[sign] as string)
const sum = (amount: string, { decimals, symbol }: Token): string =>
  `${Amount.format(BigInt(amount), decimals)}&nbsp;${text(symbol)}`

const columns = ['due', 'paid', 'payable', 'pending'] as const
const heads = '<th class="n">Earned</th><th class="n">Paid</th><th class="n">To claim</th><th class="n">On its way</th>'

/** A statement as a page to be printed. Everything in it that people wrote is escaped. */
export function statementPage({
  account,
  chainId,
  block,
  time,
  totals,
  lines,
  count = lines.length,
}: Statement): string {
  const name = text(account.name ?? account.address)
  const rest = count > lines.length ? `<p class="small">The first ${lines.length} of ${count} lines.</p>` : ''
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Statement of ${name}</title><style>${style}</style></head><body>
<h1>Statement</h1>
<p>${name}</p><p class="small">${text(account.address)}</p>
<p class="small">Chain ${chainId}, block ${text(block)}, ${new Date(time * 1_000).toISOString().replace('T', ' ').slice(0, 16)} UTC</p>
<h2>In all</h2>
<table><thead><tr><th>Token</th>${heads}<th class="n">Received</th></tr></thead><tbody>
${totals.map((row) => `<tr><td>${text(row.token.symbol)}</td>${amounts(row, row.token)}<td class="n">${sum(row.received, row.token)}</td></tr>`).join('\n')}
</tbody></table>
<h2>By work</h2>
<table><thead><tr><th>Work</th><th>As</th>${heads}</tr></thead><tbody>
${lines.map(lineOf).join('\n')}
</tbody></table>${rest}
<h2>How to check it</h2>
<p class="small">Every number follows from events of the ledger contract. <code>tributary statement ${text(account.address)}</code> rebuilds
them from the chain alone. "Earned" is what fell due so far; "on its way" lies in works further down and falls due when it is distributed.</p>
</body></html>
`
}

function lineOf(line: StatementLine): string {
  const { work, workName, bucket, role, token } = line
  const as = { flow: 'Fixed share', leaf: 'Contributor', residual: 'Holder' }[role]
  const kind = bucket === 'resale' ? ', resale royalties' : ''
  return `<tr><td>${text(workName)}<div class="small">${text(work.slice(0, 18))}…</div></td><td>${as}${kind}</td>${amounts(line, token)}</tr>`
}

function amounts(row: Readonly<Record<(typeof columns)[number], string>>, token: Token): string {
  return columns.map((name) => `<td class="n">${sum(row[name], token)}</td>`).join('')
}
