import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodePng } from '@tributary/engine'

/** A picture of soft stripes, large enough to learn from; another number is another picture. */
export function picture(number: number, side = 128): Buffer {
  const data = new Uint8Array(side * side * 3)
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)]
    const wave = Math.round(127 * (1 + Math.sin((x * (1 + (number % 3)) + y * (number % 4) + number * 40) / 19)))
    data.set([wave, (wave * (1 + (number % 3))) % 256, 255 - wave], i * 3)
  }
  return Buffer.from(encodePng({ width: side, height: side, data }))
}

/** The same file is a picture to one program and an archive to another. */
export function withArchive(file: Buffer): Buffer {
  return Buffer.concat([file, Buffer.from('PK\x03\x04 and whatever is in it', 'latin1')])
}

/** What a browser would run if it were shown from the studio's own address. */
export const drawingWithScript: Buffer = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg"><script>parent.broken=1</script></svg>',
)

type Folder = { readonly path: string; [Symbol.dispose](): void }

/** A folder on this machine with a folder for each artist, and as many pictures in it. */
export function openFolder(artists: Readonly<Record<string, number>>): Folder {
  const path = mkdtempSync(join(tmpdir(), 'tributary-pictures-'))
  let number = 0
  for (const [artist, count] of Object.entries(artists)) {
    mkdirSync(join(path, artist))
    for (let at = 0; at < count; at++) writeFileSync(join(path, artist, `${at}.png`), picture(++number))
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}
