import { card } from './card.ts'
import { escapeText as e } from './escapeText.ts'
import type { Contributor, Report } from './Report.ts'
import { drawRiver } from './river.ts'
import { style } from './style.ts'
import { payees, payments, steps } from './tables.ts'

type Money = (amount: string) => string

/** The whole report as one HTML page that needs no network. Every text is escaped: names come from strangers. */
export function renderPage(report: Report): string {
  const money: Money = (amount) => formatMoney(amount, report.token)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${e(report.title)}</title><style>${style}</style></head><body><main>
${top(report, money)}
${sections(report, money).join('\n')}
${foot(report)}
</main></body></html>
`
}

function sections(report: Report, money: Money): string[] {
  const { works, contributors, streams, token } = report
  const pictures = works.filter(({ picture }) => picture !== undefined)
  const others = works.filter(({ picture }) => picture === undefined)
  return [
    section(
      'Where the money went',
      'Payments on the left, people on the right, works in between. Outlined streams wait to be claimed.',
      streams.length === 0 ? '' : `<div class="scroll">${drawRiver(streams, money)}</div>`,
    ),
    section(
      'The works',
      'Each picture is a pure function of its recipe. The checks were made on the stored file.',
      gallery(pictures.map((work) => card(work, money))),
    ),
    section('What they were made from', '', gallery(others.map((work) => card(work, money)))),
    section(
      'The artists',
      'Their pictures trained the model, so a part of every payment is theirs.',
      contributors.length === 0
        ? ''
        : `<div class="artists">${contributors.map((one) => artist(one, money)).join('')}</div>`,
    ),
    section('Payments', 'In the order they came.', payments(report.payments, token.symbol, money)),
    section('To the wei', `Everybody who is owed ${token.symbol}.`, payees(report, money)),
    section(
      'What it cost',
      'Each step and the gas of its transaction.',
      report.steps.length === 0 ? '' : steps(report.steps),
    ),
  ]
}

function section(title: string, lead: string, body: string): string {
  if (body === '') return ''
  return `<section><h2>${e(title)}</h2>${lead === '' ? '' : `<p class="lead">${e(lead)}</p>`}${body}</section>`
}

function gallery(cards: readonly string[]): string {
  return cards.length === 0 ? '' : `<div class="gallery">${cards.join('')}</div>`
}

function top(report: Report, money: Money): string {
  const { works, payments, payees, totals } = report
  const pictures = works.filter(({ picture }) => picture !== undefined).slice(0, 3)
  const amount = (wei: string): string => `<b title="${e(wei)} wei">${e(money(wei))}</b>`
  const lead = `${count(works.length, 'work')}, ${count(payments.length, 'payment')}, ${count(payees.length, 'payee')}. A payment is one addition, whatever hangs upstream; everybody it is owed to can be paid at once.`
  return `<header><div><h1>${e(report.title)}</h1><p class="lead">${lead}</p>
<div class="equation"><div>${amount(totals.paidIn)}<span>paid in</span></div><i>=</i><div>${amount(totals.paidOut)}<span>paid out</span></div><i>+</i><div>${amount(totals.unclaimed)}<span>unclaimed</span></div><i>+</i><div><b>${e(totals.dust)}</b><span>wei of dust</span></div></div></div>
<div class="collage">${pictures.map(({ picture, name }) => `<img src="${picture}" alt="${e(name)}">`).join('')}</div></header>`
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

function artist(one: Contributor, money: Money): string {
  const strip = one.pictures.map((picture) => `<img src="${picture}" alt="">`)
  return `<div class="artist"><div class="row"><h3>${e(one.name)}</h3><span>${e(money(one.earned))}</span></div><div class="strip">${strip.join('')}</div></div>`
}

function foot({ chain, time }: Report): string {
  const at = new Date(time * 1000).toISOString().slice(0, 16).replace('T', ' ')
  return `<footer>Chain ${chain.id}, block ${e(chain.block)} · Ledger <code>${e(chain.ledger)}</code> · Works <code>${e(chain.works)}</code> · ${at} UTC</footer>`
}

/** `1234567` with 6 decimals is `$1.234567` for a dollar, otherwise `1.234567 SYM`; at least two decimals, no digit is dropped. */
export function formatMoney(amount: string, token: { readonly symbol: string; readonly decimals: number }): string {
  const digits = amount.padStart(token.decimals + 1, '0')
  const whole = BigInt(digits.slice(0, digits.length - token.decimals)).toLocaleString('en-US')
  const fraction = digits
    .slice(digits.length - token.decimals)
    .replace(/0+$/, '')
    .padEnd(2, '0')
  return /USD/i.test(token.symbol) ? `$${whole}.${fraction}` : `${whole}.${fraction} ${token.symbol}`
}
