import { Amount } from '@tributary/protocol'
import type { Work } from '@tributary/sdk/wire'
import { escapeText } from './escapeText.ts'
import { nameOf } from './readWork.ts'

/** How wide and high previews are that messengers and feeds show. */
const [width, height] = [1200, 630]

/** The picture of a work, as it stands in the card. */
export type Shown = { readonly mediaType: string; readonly base64: string }

/** The preview card of a work, as SVG: the picture first and large, then name, maker and price. */
export function cardOf(work: Work, { studio, picture }: { studio: string; picture: Shown | undefined }): string {
  const left = picture ? 690 : 90
  const lines = wrap(work.name, picture ? 15 : 30, 3)
  const size = lines.length > 2 ? 64 : 80
  const top = 300 - (lines.length * size) / 2
  const price =
    work.price &&
    `from ${Amount.format(BigInt(work.price.amount), work.price.token.decimals)} ${work.price.token.symbol}`
  const rights = work.rights.length > 0 ? work.rights.join(' · ') : 'not for sale now'
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="#13110f"/>
${picture ? frame(picture) : ''}
<g font-family="Instrument Serif" font-size="${size}" fill="#f3ece1">
${lines.map((line, index) => `<text x="${left}" y="${top + index * size * 1.02}">${escapeText(line)}</text>`).join('\n')}
</g>
<g font-family="Instrument Sans" font-size="30" fill="#aba091">
<text x="${left}" y="${top + lines.length * size + 4}">by ${escapeText(clip(nameOf(work.creator), 28))}</text>
<text x="${left}" y="${top + lines.length * size + 76}" fill="#ff7e52">${escapeText(price ?? '')}</text>
<text x="${left}" y="${top + lines.length * size + 118}" font-size="24">${escapeText(clip(rights, 42))}</text>
<text x="${left}" y="570" font-size="24">${escapeText(clip(studio, 40))}</text>
</g>
<g>${['#e4572e', '#f2a541', '#35a88b'].map((color, index) => `<rect x="${left + index * 44}" y="592" width="36" height="6" rx="3" fill="${color}"/>`).join('')}</g>
</svg>`
}

/** A square at the left edge, cut to fill. */
function frame({ mediaType, base64 }: Shown): string {
  return `<image x="0" y="0" width="630" height="630" preserveAspectRatio="xMidYMid slice" href="data:${mediaType};base64,${base64}"/>`
}

/** Breaks a name into lines of so many characters; what does not fit is cut. */
function wrap(text: string, most: number, lines: number): string[] {
  const found: string[] = []
  for (const word of text.trim().split(/\s+/)) {
    const last = found.at(-1)
    if (last !== undefined && last.length + word.length < most) found[found.length - 1] = `${last} ${word}`
    else found.push(word)
  }
  const kept = found.slice(0, lines).map((line) => clip(line, most + 2))
  if (found.length > lines) kept[lines - 1] = clip(`${kept[lines - 1]}…`, most + 2)
  return kept
}

function clip(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}
