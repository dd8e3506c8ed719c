import { sha256, stringToHex } from 'viem'

/**
 * The role under which the key of an artist is kept: lower-case letters, digits and dashes. A name that must be changed
 * for that is told apart from others like it by a few digits of its hash.
 */
export function artistRole(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  const digits = plain === name ? '' : `-${sha256(stringToHex(name)).slice(2, 8)}`
  return `artist-${plain}${digits}`
}
