import type { Contributor, Payee, Payment, Report, ShownWork, Step } from './Report.ts'
import { drawRiver, escapeText } from './river.ts'
import { style } from './style.ts'

/** The whole report as one HTML page that needs no network. Every text is escaped: names come from strangers. */
export function renderPage(report: Report): string {
  const money = (amount: string): string => formatMoney(amount, report.token)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeText(report.title)}</title><style>${style}</style></head><body><main>
${top(report, money)}
${section('Where the money went', 'Payments on the left, people on the right, works in between. A work keeps what its flows do not promise away. Dashed streams wait to be claimed.', `<div class="scroll">${drawRiver(report.streams, money)}</div>`)}
${section('The works', 'Each picture is a pure function of its recipe. The checks were made on the stored file, not taken from a database.', `<div class="gallery">${report.works.map((work) => card(work, money)).join('')}</div>`)}
${report.contributors.length > 0 ? section('The artists', 'Their pictures trained the model, so a part of every payment is theirs.', `<div class="artists">${report.contributors.map((one) => artist(one, money)).join('')}</div>`) : ''}
${section('Payments', 'What came in, in the order it came.', payments(report.payments, report.token.symbol, money))}
${section('To the wei', `Every payee of ${report.token.symbol}, and what rounding left in the Ledger.`, payees(report, money))}
${report.steps.length > 0 ? section('What it cost', 'Each step of the story and the gas of its transaction.', steps(report.steps)) : ''}
<footer>Chain ${report.chain.id}, block ${escapeText(report.chain.block)} · Ledger <code>${escapeText(report.chain.ledger)}</code> · Works <code>${escapeText(report.chain.works)}</code> · ${new Date(report.time * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC</footer>
</main></body></html>
`
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
const section = (title: string, lead: string, body: string): string =>
  `<section><h2>${escapeText(title)}</h2><p class="lead">${escapeText(lead)}</p>${body}</section>`

function top(report: Report, money: (amount: string) => string): string {
  const pictures = report.works.filter((work) => work.picture !== undefined).slice(-3)
  const { paidIn, paidOut, unclaimed, dust } = report.totals
  const raw = (amount: string): string => `<b title="${escapeText(amount)} wei">${escapeText(money(amount))}</b>`
  return `<header><div><h1>${escapeText(report.title)}</h1>
<p class="lead">${count(report.works.length, 'work')}, ${count(report.payments.length, 'payment')}, ${count(report.payees.length, 'payee')}. Every one of them could be paid at once, whatever the depth of the lineage.</p>
<div class="equation">${raw(paidIn)} <span>paid in =</span> ${raw(paidOut)} <span>paid out +</span> ${raw(unclaimed)} <span>unclaimed +</span> <b>${escapeText(dust)}</b> <span>wei of dust</span></div></div>
<div class="collage">${pictures.map((work) => `<img src="${work.picture}" alt="${escapeText(work.name)}">`).join('')}</div></header>`
}

function card(work: ShownWork, money: (amount: string) => string): string {
  const kept = 1_000_000 - work.shares.reduce((total, share) => total + share.ppm, 0)
  const parts = [...work.shares, { to: 'holder', ppm: kept }].filter((share) => share.ppm > 0)
  return `<article class="work">${work.picture === undefined ? '' : `<img src="${work.picture}" alt="${escapeText(work.name)}">`}<div class="body">
<div><span class="kind">${escapeText(work.kind)}</span><h3>${escapeText(work.name)}</h3></div>
<ul class="plain"><li>earned ${escapeText(money(work.gross))}, by ${escapeText(work.creator)}, held by ${escapeText(work.holder)}</li></ul>
<div class="shares">${parts.map((part) => `<i style="width:${part.ppm / 10_000}%" title="${escapeText(`${part.ppm / 10_000} % ${part.to}`)}"></i>`).join('')}</div>
<ul class="plain">${parts.map((part) => `<li>${part.ppm / 10_000} % ${escapeText(part.to)}</li>`).join('')}</ul>
${work.checks.length > 0 ? `<ul class="plain">${work.checks.map((check) => `<li class="${check.ok ? 'ok' : 'no'}" title="${escapeText(check.detail)}">${escapeText(check.name)}</li>`).join('')}</ul>` : ''}
<details><summary>${work.verdict === undefined ? 'id' : `${escapeText(work.verdict)} · id and recipe`}</summary><code>${escapeText(work.id)}</code>${recipe(work)}</details></div></article>`
}

function recipe(work: ShownWork): string {
  if (work.recipe === undefined) return ''
  return `<ul class="plain">${Object.entries(work.recipe)
    .map(([name, value]) => `<li>${escapeText(name)} <code>${escapeText(value)}</code></li>`)
    .join('')}</ul>`
}

function artist(one: Contributor, money: (amount: string) => string): string {
  const strip = one.pictures.slice(0, 8).map((picture) => `<img src="${picture}" alt="">`)
  return `<div class="artist"><div class="row"><h3>${escapeText(one.name)}</h3><span>${escapeText(money(one.earned))}</span></div><div class="strip">${strip.join('')}</div><ul class="plain"><li>weight ${escapeText(one.weight)}</li></ul></div>`
}

function payments(list: readonly Payment[], symbol: string, money: (amount: string) => string): string {
  const rows = list.map(
    ({ what, work, amount, symbol: paidIn, transaction }) =>
      `<tr><td>${escapeText(what)}</td><td>${escapeText(work)}</td><td><code>${escapeText(transaction.slice(0, 18))}</code></td><td class="n">${escapeText(paidIn === symbol ? money(amount) : `${amount} wei ${paidIn}`)}</td></tr>`,
  )
  return `<div class="scroll"><table><thead><tr><th>What</th><th>Work</th><th>Transaction</th><th class="n">Amount</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function payees(report: Report, money: (amount: string) => string): string {
  const row = (one: Payee): string =>
    `<tr><td>${escapeText(one.name)}<br><code>${escapeText(one.address)}</code></td><td>${escapeText(one.role)}</td><td class="n">${escapeText(money(one.paid))}</td><td class="n">${escapeText(money(one.unclaimed))}</td></tr>`
  const { paidIn, paidOut, unclaimed, dust } = report.totals
  return `<div class="scroll"><table><thead><tr><th>Who</th><th>As</th><th class="n">Paid</th><th class="n">Unclaimed</th></tr></thead><tbody>${report.payees.map(row).join('')}</tbody><tfoot><tr><td colspan="2">${escapeText(paidIn)} = ${escapeText(paidOut)} + ${escapeText(unclaimed)} + ${escapeText(dust)} wei</td><td class="n">${escapeText(money(paidOut))}</td><td class="n">${escapeText(money(unclaimed))}</td></tr></tfoot></table></div>`
}

function steps(list: readonly Step[]): string {
  const rows = list.map(
    ({ name, note, gas }) =>
      `<tr><td>${escapeText(name)}</td><td>${escapeText(note)}</td><td class="n">${gas === undefined ? '' : Number(gas).toLocaleString('en-US')}</td></tr>`,
  )
  return `<div class="scroll"><table><thead><tr><th>Step</th><th>What happened</th><th class="n">Gas</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** `1234567` with 6 decimals is `$1.234567` for a dollar, otherwise `1.234567 SYM`; at least two decimals, none of the rest are dropped. */
export function formatMoney(amount: string, token: { readonly symbol: string; readonly decimals: number }): string {
  const digits = amount.padStart(token.decimals + 1, '0')
  const whole = BigInt(digits.slice(0, digits.length - token.decimals)).toLocaleString('en-US')
  const fraction = digits
    .slice(digits.length - token.decimals)
    .replace(/0+$/, '')
    .padEnd(2, '0')
  return /USD/i.test(token.symbol) ? `$${whole}.${fraction}` : `${whole}.${fraction} ${token.symbol}`
}
