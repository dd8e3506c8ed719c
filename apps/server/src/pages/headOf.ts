import { Amount } from '@tributary/protocol'
import type { Offer, Work } from '@tributary/sdk/wire'
import { generating } from '../payment/generation/channel.ts'
import { escapeText, jsonForScript } from './escapeText.ts'
import { nameOf } from './readWork.ts'

const descriptionLength = 200

/** The head of a work's public page: what search engines, messengers and license robots read of it. */
export function headOf(work: Work, { origin, studio }: { origin: string; studio: string }): string {
  const url = `${origin}/works/${work.id}`
  const title = `${work.name} by ${nameOf(work.creator)}`
  const description = describe(work)
  const card = `${url}/card.png`
  const metas: readonly (readonly [string, string, string])[] = [
    ['name', 'description', description],
    ['property', 'og:type', 'article'],
    ['property', 'og:site_name', studio],
    ['property', 'og:title', title],
    ['property', 'og:description', description],
    ['property', 'og:url', url],
    ['property', 'og:image', card],
    ['property', 'og:image:width', '1200'],
    ['property', 'og:image:height', '630'],
    ['property', 'og:image:alt', `Preview of ${title}`],
    ['name', 'twitter:card', 'summary_large_image'],
    ['name', 'twitter:title', title],
    ['name', 'twitter:description', description],
    ['name', 'twitter:image', card],
  ]
  const links = [
    `<link rel="canonical" href="${escapeText(url)}" />`,
    `<link rel="alternate" type="application/json+oembed" href="${escapeText(`${origin}/oembed?url=${encodeURIComponent(url)}`)}" title="${escapeText(title)}" />`,
    `<link rel="license" type="application/rsl+xml" href="${escapeText(`${url}/rsl.xml`)}" />`,
  ]
  return [
    `<title>${escapeText(title)}</title>`,
    ...metas.map(([kind, key, value]) => `<meta ${kind}="${key}" content="${escapeText(value)}" />`),
    ...links,
    `<script type="application/ld+json">${jsonForScript(linkedData(work, origin))}</script>`,
  ].join('\n    ')
}

const kinds: Readonly<Record<Work['kind'], string>> = {
  dataset: 'A data set',
  model: 'A model',
  output: 'A picture that a model drew, published',
  remix: 'A remix',
  import: 'A work',
}

/** A work in a sentence or two. */
export function describe({ description, kind, creator, price, rights }: Work): string {
  const sold = price
    ? ` Licenses from ${Amount.format(BigInt(price.amount), price.token.decimals)} ${price.token.symbol}: ${rights.join(', ')}.`
    : ''
  const text =
    description.trim() === '' ? `${kinds[kind]} by ${nameOf(creator)}.` : description.trim().replace(/\s+/g, ' ')
  const room = descriptionLength - sold.length
  return `${text.length > room ? `${text.slice(0, room - 1)}…` : text}${sold}`
}

/** schema.org: who made it, under which license it stands, and where another one is had. */
function linkedData(work: Work, origin: string): object {
  const url = `${origin}/works/${work.id}`
  const maker = nameOf(work.creator)
  const text = work.files.find(({ role }) => role === 'license')
  return {
    '@context': 'https://schema.org',
    '@type': work.picture ? 'ImageObject' : 'CreativeWork',
    '@id': url,
    identifier: work.id,
    name: work.name,
    description: describe(work),
    url,
    ...(work.picture && {
      contentUrl: `${origin}${work.picture.src}`,
      thumbnailUrl: `${origin}${work.picture.preview}`,
      width: work.picture.width,
      height: work.picture.height,
    }),
    creator: { '@type': 'Person', name: maker, identifier: work.creator.address },
    creditText: maker,
    copyrightNotice: `© ${maker}`,
    dateCreated: new Date(work.time * 1000).toISOString(),
    license: text ? `${origin}${text.src}` : `${url}/rsl.xml`,
    acquireLicensePage: url,
    ...(work.parents.length > 0 && { isBasedOn: work.parents.map(({ id }) => `${origin}/works/${id}`) }),
    offers: work.offers
      .filter(({ state }) => state === 'open')
      .map(({ id, price, token, signed }) => ({
        '@type': 'Offer',
        url: `${origin}${placeOf({ id, work: work.id, signed })}`,
        price: Amount.format(BigInt(price), token.decimals),
        priceCurrency: token.symbol,
      })),
  }
}

/** Where an offer is bought: a license by its offer, a drawing by its model. */
export function placeOf({ id, work, signed }: Pick<Offer, 'id' | 'work' | 'signed'>): string {
  return signed.offer.channel === generating ? `/pay/models/${work}/generate` : `/pay/offers/${id}`
}

const marks = /<!--head:[^>]*-->[\s\S]*?<!--\/head-->/

/** The studio's page with another head. A page without the marks is left as it is. */
export function fill(page: string, head: string): string {
  return page.replace(marks, () => head)
}
