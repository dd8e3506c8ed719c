import { beforeAll, describe, expect, test } from 'vitest'
import { library, type Made, makePng, openStudio, type Studio, workId } from '../test/studio.ts'
import { Credential, Verdict, verify } from './index.ts'

let studio: Studio
let made: Made
let ports: Parameters<typeof verify>[1]

beforeAll(async () => {
  studio = await openStudio()
  made = await makePng(studio)
  ports = { validator: Credential.validator(library, { anchors: [studio.root] }), workId }
})

describe('a file that was signed and not touched', () => {
  test('is authentic from the file alone', async () => {
    const verdict = await verify(made.signed, ports)
    console.log(Verdict.toText(verdict))
    expect(verdict).toMatchObject({ answer: 'authentic', exitCode: 0, bytes: 'original' })
    expect(verdict.work).toMatchObject({ id: made.id, key: studio.key.address, proven: true })
  })
})
