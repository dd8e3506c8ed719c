import { encodePng } from '@tributary/engine'
import { expect, test } from 'vitest'
import { inspectPicture } from './inspectPicture.ts'

const png = encodePng({ width: 3, height: 2, data: new Uint8Array(18) })
const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)])

test('a picture is known by its size and hash', async () => {
  const inspected = await inspectPicture(blob(png))
  expect(inspected).toMatchObject({ state: 'good', width: 3, height: 2 })
  expect(inspected).toEqual(await inspectPicture(blob(png)))
})

test('what no engine would take is refused with a reason and a hint', async () => {
  const script = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
  for (const bytes of [script, new Uint8Array(), png.subarray(0, 12)]) {
    const inspected = await inspectPicture(blob(bytes))
    expect(inspected.state).toBe('refused')
    expect(inspected).toHaveProperty('message', expect.stringMatching(/\.$/))
  }
})
