import { OpenAPIHono } from '@hono/zod-openapi'
import type { Work } from '@tributary/sdk/wire'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pictureWork } from '../../test/pictureWork.ts'
import { answerOf, problemOf } from '../api/problems.ts'
import type { Api, Environment, Services } from '../api/Services.ts'
import { cardOf } from './card.ts'
import { escapeText } from './escapeText.ts'
import { fill, headOf } from './headOf.ts'
import { addOembed } from './oembed.ts'
import { addRobots } from './robots.ts'
import { addTerms } from './rsl.ts'

const origin = 'http://127.0.0.1:4600'
const page = '<head><!--head: here--><title>Tributary</title><!--/head--></head>'

describe('what people wrote stays text', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&--></title><!--/head-->$&`

  test('in the head of a page', () => {
    const work = pictureWork({
      name: hostile,
      description: hostile,
      creator: { ...pictureWork().creator, name: hostile },
    })
    const head = headOf(work, { origin, studio: hostile })
    const filled = fill(page, head)
    expect(filled.match(/<script/g)).toHaveLength(1)
    expect(filled).not.toContain('<img')
    expect(filled.match(/<title>/g)).toHaveLength(1)
    const data = /<script type="application\/ld\+json">(.*)<\/script>/.exec(filled)![1]!
    expect(JSON.parse(data).name).toBe(hostile)
  })

  test('in a card and in license terms, which are XML', () => {
    const creator = { ...pictureWork().creator, name: hostile }
    const work = pictureWork({ name: hostile, creator })
    const svg = cardOf(work, { studio: hostile, picture: undefined })
    expect(svg).not.toMatch(/<(script|img)/)
  })

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeText(text)
        expect(escaped).not.toMatch(/[<>"']/)
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
      }),
    )
  })
})

test('a page without the marks is left as it is', () => {
  expect(fill('<head></head>', 'x')).toBe('<head></head>')
})

test('the head names title, card, terms and the license that can be had', () => {
  const head = headOf(pictureWork(), { origin, studio: 'Tributary' })
  expect(head).toContain('<title>Dune 7 by Flora</title>')
  expect(head).toContain(`<meta property="og:image" content="${origin}/works/${pictureWork().id}/card.png" />`)
  expect(head).toContain('content="A dune at dusk. Licenses from 2 TUSD: display, commercial."')
  const data = JSON.parse(/ld\+json">(.*)<\/script>/.exec(head)![1]!)
  expect(data).toMatchObject({
    '@type': 'ImageObject',
    creditText: 'Flora',
    offers: [{ price: '2', priceCurrency: 'TUSD' }],
  })
})

describe('over HTTP', () => {
  const works: Record<string, Work> = { [pictureWork().id]: pictureWork() }
  const app: Api = new OpenAPIHono<Environment>({
    defaultHook: ({ success }) => (success ? undefined : new Response('{}', { status: 422 })),
  })
  app.get('/v1/works/:id', (c) => {
    const work = works[c.req.param('id')]
    return work ? c.json(work) : c.json({}, 404)
  })
  app.onError((error) => answerOf(problemOf(error)))
  const services = {
    settings: { name: 'Tributary', origins: [origin, 'http://localhost:4600'] },
  } as unknown as Services
  addOembed(app, services)
  addTerms(app, services)
  addRobots(app, services)
  const ask = (path: string) => app.request(`${origin}${path}`)
  const url = `${origin}/works/${pictureWork().id}`

  test('oEmbed tells a work of ours', async () => {
    const answer = await ask(`/oembed?url=${encodeURIComponent(url)}&maxwidth=600`)
    expect(await answer.json()).toMatchObject({
      version: '1.0',
      type: 'photo',
      title: 'Dune 7',
      width: 600,
      height: 315,
    })
    const local = `http://localhost:4600/works/${pictureWork().id}`
    expect((await ask(`/oembed?url=${encodeURIComponent(local)}`)).status).toBe(200)
  })

  test('oEmbed fetches nothing: addresses of others are unknown works', async () => {
    const others = [
      'http://169.254.169.254/latest/meta-data',
      `https://evil.example/works/${pictureWork().id}`,
      'file:///etc/passwd',
      `${url}/../../v1/operations`,
      'nonsense',
      `${origin}@evil.example/works/${pictureWork().id}`,
    ]
    for (const other of others) expect((await ask(`/oembed?url=${encodeURIComponent(other)}`)).status).toBe(404)
    expect((await ask(`/oembed?url=${encodeURIComponent(url)}&format=xml`)).status).toBe(501)
    expect((await ask('/oembed')).status).toBe(422)
  })

  test('license terms prohibit training unless an offer grants it', async () => {
    const closed = await (await ask(`/works/${pictureWork().id}/rsl.xml`)).text()
    expect(closed).toContain('<prohibits type="usage">ai-train</prohibits>')
    expect(closed).toContain(`<custom>${origin}/pay/offers/${pictureWork().offers[0]!.id}</custom>`)
    expect(closed).toContain('<amount currency="TUSD">2</amount>')
    const [first] = pictureWork().offers
    const id = `0x${'3f'.repeat(32)}`
    works[id] = pictureWork({ id, offers: [{ ...first!, rights: ['training'] }] })
    const open = await (await ask(`/works/${id}/rsl.xml`)).text()
    expect(open).not.toContain('<prohibits')
    expect(open).toContain('<permits type="usage">search ai-input ai-train</permits>')
  })

  test('robots are told where terms and sitemap are', async () => {
    const text = await (await ask('/robots.txt')).text()
    expect(text).toContain(`License: ${origin}/rsl.xml`)
    expect(text).toContain(`Sitemap: ${origin}/sitemap.xml`)
    expect(text).toContain('ai-train=no')
  })
})
