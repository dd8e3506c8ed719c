/**
 * Checks that relative links and anchors in Markdown files lead somewhere.
 *
 *   node tools/links.ts
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const root = join(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const complaints: string[] = []
let count = 0

for (const path of files) {
  for (const { target, line } of linksOf(readFileSync(join(root, path), 'utf8'))) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue
    count++
    const [file = '', anchor] = decodeURIComponent(target).split('#')
    const linked = file === '' ? path : normalize(join(dirname(path), file))
    if (!existsSync(join(root, linked))) complaints.push(`${path}:${line}: ${target} does not exist`)
    else if (anchor !== undefined && !hasAnchor(linked, anchor)) {
      complaints.push(`${path}:${line}: ${linked} has no heading #${anchor}`)
    }
  }
}
for (const complaint of complaints) console.error(complaint)
console.log(`${files.length} Markdown files, ${count} relative links, ${complaints.length} broken`)
process.exitCode = complaints.length > 0 ? 1 : 0

function linksOf(text: string): { target: string; line: number }[] {
  return proseOf(text).flatMap((line, index) => {
    const inline = [...line.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
    const html = [...line.matchAll(/\b(?:href|src)="([^"]+)"/g)]
    const reference = [...line.matchAll(/^\s*\[[^\]]+\]:\s+(\S+)/g)]
    return [...inline, ...html, ...reference].map(([, target]) => ({ target: target!, line: index + 1 }))
  })
}

/** Lines with code blanked out, so that line numbers stay. */
function proseOf(text: string): string[] {
  let fence: string | undefined
  return text.split('\n').map((line) => {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1]
    if (mark !== undefined) {
      if (fence === undefined) fence = mark
      else if (mark.startsWith(fence)) fence = undefined
      return ''
    }
    return fence === undefined ? line.replace(/`[^`]*`/g, '') : ''
  })
}

/** Headings become anchors as GitHub makes them; a line of source is no anchor of ours to check. */
function hasAnchor(path: string, anchor: string): boolean {
  if (statSync(join(root, path)).isDirectory() || !path.endsWith('.md')) return true
  const text = readFileSync(join(root, path), 'utf8')
  const seen = new Map<string, number>()
  const headings = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)
  const slugs = [...headings].map(([, heading]) => {
    const slug = heading!
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replace(/ /g, '-')
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    return times === 0 ? slug : `${slug}-${times}`
  })
  return slugs.includes(anchor) || text.includes(`id="${anchor}"`)
}
