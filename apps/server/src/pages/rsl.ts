import { createRoute, z } from '@hono/zod-openapi'
import { Amount } from '@tributary/protocol'
import { hash, type Offer, type Work } from '@tributary/sdk/wire'
import { text } from '../api/content.ts'
import { notFound } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { escapeText } from './escapeText.ts'
import { placeOf } from './headOf.ts'
import { nameOf, readWork } from './readWork.ts'

const type = 'application/rsl+xml; charset=utf-8'

/** Mounts the license terms that machines read (RSL 1.0): one file for the site, one for each work. */
export function addTerms(app: Api, { settings }: Services): void {
  const origin = settings.origins[0]
  const site = createRoute({
    method: 'get',
    path: '/rsl.xml',
    tags: ['pages'],
    summary: 'License terms of the whole studio, as RSL 1.0',
    responses: { 200: { description: 'RSL', content: text('application/rsl+xml', '<rsl xmlns="…">…</rsl>') } },
  })
  app.openapi(site, (c) => c.body(siteTerms(origin), 200, { 'content-type': type, 'cache-control': 'max-age=3600' }))
  const route = createRoute({
    method: 'get',
    path: '/works/{id}/rsl.xml',
    tags: ['pages'],
    summary: 'License terms of a work, as RSL 1.0',
    request: { params: z.object({ id: hash }) },
    responses: { 200: { description: 'RSL', content: { 'application/rsl+xml': { schema: z.string() } } } },
  })
  app.openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const work = await readWork(app, c, id)
    if (work === undefined) throw notFound('work', id)
    return c.body(termsOf(work, origin), 200, { 'content-type': type, 'cache-control': 'max-age=300' })
  })
}

const namespace = 'https://rslstandard.org/rsl'

/** What holds for everything here: it may be found and shown; to train on it one asks for each work. */
function siteTerms(origin: string): string {
  return document(`  <content url="/">
    <license>
      <permits type="usage">search</permits>
      <prohibits type="usage">ai-train</prohibits>
      <payment type="purchase">
        <custom>${escapeText(`${origin}/v1/works?right=training`)}</custom>
      </payment>
    </license>
  </content>`)
}

/** Every open offer of a work is a license of its own; where none grants training, training is prohibited. */
export function termsOf(work: Work, origin: string): string {
  const open = work.offers.filter(({ state }) => state === 'open')
  const sold = open.map((offer) => licenseOf(offer, origin))
  const isTrainable = open.some(({ rights }) => rights.includes('training'))
  const free = `    <license>
      <permits type="usage">search</permits>${isTrainable ? '' : '\n      <prohibits type="usage">ai-train</prohibits>'}
      <payment type="free"/>
    </license>`
  return document(`  <content url="${escapeText(`/works/${work.id}`)}">
${[free, ...sold].join('\n')}
    <copyright type="person">${escapeText(nameOf(work.creator))}</copyright>
  </content>`)
}

function licenseOf(offer: Offer, origin: string): string {
  const { rights, price, token, text } = offer
  const usages = ['search', 'ai-input', ...(rights.includes('training') ? ['ai-train'] : [])]
  return `    <license>
      <permits type="usage">${usages.join(' ')}</permits>
      <payment type="purchase">${text ? `\n        <standard>${escapeText(`${origin}${text.src}`)}</standard>` : ''}
        <custom>${escapeText(`${origin}${placeOf(offer)}`)}</custom>
        <amount currency="${escapeText(token.symbol)}">${Amount.format(BigInt(price), token.decimals)}</amount>
      </payment>
    </license>`
}

function document(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rsl xmlns="${namespace}">\n${content}\n</rsl>\n`
}
