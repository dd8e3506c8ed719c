import { escapeText as e } from './escapeText.ts'
import type { ShownWork } from './Report.ts'

type Money = (amount: string) => string

/** A work with a picture: the picture first, then who gets what, then what the checks of its file found. */
export function card(work: ShownWork, money: Money): string {
  const picture = work.picture === undefined ? '' : `<img src="${work.picture}" alt="${e(work.name)}">`
  return `<article class="work">${picture}<div class="body">
<div><span class="kind">${e(work.kind)}</span><h3>${e(work.name)}</h3></div>
<p class="fact">earned ${e(money(work.gross))} · by ${e(work.creator)}${work.holder === work.creator ? '' : ` · held by ${e(work.holder)}`}</p>
${shares(work)}
${evidence(work)}</div></article>`
}

function shares(work: ShownWork): string {
  const kept = work.shares.reduce((rest, share) => rest - share.ppm, 1_000_000)
  const parts = [...work.shares, { to: work.holder, ppm: kept }].filter(({ ppm }) => ppm > 0)
  const bars = parts.map(({ ppm, to }) => `<i style="width:${percent(ppm)}%" title="${percent(ppm)} % ${e(to)}"></i>`)
  const lines = parts.map(({ ppm, to }) => `<li><span class="n">${percent(ppm)} %</span> ${e(to)}</li>`)
  return `<div><div class="shares">${bars.join('')}</div><ul class="plain">${lines.join('')}</ul></div>`
}

const percent = (ppm: number): number => ppm / 10_000

function evidence({ id, checks, verdict, recipe }: ShownWork): string {
  const failed = checks.filter(({ ok }) => !ok).length
  const found = failed === 0 ? `all ${checks.length} checks hold` : `${failed} of ${checks.length} checks fail`
  const summary =
    verdict === undefined
      ? '<summary>id and recipe</summary>'
      : `<summary><b class="${failed === 0 ? 'ok' : 'no'}">${e(verdict)}</b> · ${found}</summary>`
  const list = checks.map(({ name, ok, detail }) => `<li class="${ok ? 'ok' : 'no'}">${e(name)}: ${e(detail)}</li>`)
  const terms = Object.entries(recipe ?? {}).map(([name, value]) => `<li>${e(name)} <code>${e(value)}</code></li>`)
  return `<details>${summary}<ul class="plain">${list.join('')}</ul><ul class="plain"><li>id <code>${e(id)}</code></li>${terms.join('')}</ul></details>`
}
