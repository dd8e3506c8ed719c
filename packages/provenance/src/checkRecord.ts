import { CID } from 'multiformats/cid'
import type { Hex } from 'viem'
import { BaseError } from './BaseError.ts'
import { type Content, type Json, kinds, type Provenance, type Record } from './Record.ts'
import { raw } from './rawCid.ts'
import { last } from './Time.ts'

/** Throws unless the value is a record: known fields only, each with its form and limit. */
export function check(value: unknown): asserts value is Record {
  const record = fields(value, '', { name: text(200), description: text(), tributary: provenance }, { image: ipfs })
  const { content, kind, recipe, parents } = record.tributary as Provenance
  if (content.mediaType.startsWith('image/') && record.image !== `ipfs://${content.cid}`)
    throw new InvalidError('image', record.image, `"ipfs://${content.cid}", the picture that the content names`)
  if (kind === 'output' && recipe === undefined)
    throw new InvalidError('tributary.recipe', recipe, 'the recipe that makes the output')
  if (kind === 'remix' && parents.length === 0)
    throw new InvalidError('tributary.parents', parents, 'at least one parent: a remix descends from a work')
}

type Rule = (value: unknown, path: string) => void
type Rules = { readonly [name: string]: Rule }

const provenance: Rule = (value, path) => {
  const required = { version: one, kind, content, parents, creator: did, tools, time }
  const optional = { recipe, dataset: hash, contributions: hash, license, previous: hash }
  fields(value, path, required, optional)
}

const content: Rule = (value, path) => {
  const found = fields(value, path, { sha256: hash, cid, mediaType, size }, { pixels }) as Content
  // A file of one chunk is its own root, so its two names must agree; larger ones are checked when they are read.
  if (found.size <= chunkSize && found.cid !== raw(found.sha256).toString())
    throw new InvalidError(`${path}.cid`, found.cid, `${raw(found.sha256)}, the CID of these ${found.size} bytes`)
}

const chunkSize = 1_048_576
const pixels: Rule = (value, path) => void fields(value, path, { sha256: hash, width: side, height: side })
const license: Rule = (value, path) => void fields(value, path, { sha256: hash }, { cid, name: text(200) })

const one: Rule = (value, path) => {
  if (value !== 1) throw new InvalidError(path, value, '1')
}

const kind: Rule = (value, path) => {
  if (!kinds.some((known) => known === value)) throw new InvalidError(path, value, `one of ${kinds.join(', ')}`)
}

const hash: Rule = (value, path) => matches(value, path, /^0x[0-9a-f]{64}$/, '0x and 64 lower-case hexadecimal digits')
const mediaType: Rule = (value, path) =>
  matches(value, path, /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,126}$/, 'a media type like image/png')
const did: Rule = (value, path) =>
  matches(value, path, /^did:[a-z0-9]+:[A-Za-z0-9._:%-]{1,2000}$/, 'a DID like did:key:z6Mk... (never a name)')

const cid: Rule = (value, path) => {
  if (typeof value !== 'string' || !isCid(value)) throw new InvalidError(path, value, 'a CID')
}

const ipfs: Rule = (value, path) => {
  if (typeof value !== 'string' || !value.startsWith('ipfs://') || !isCid(value.slice(7)))
    throw new InvalidError(path, value, 'ipfs:// and a CID')
}

const size: Rule = (value, path) => integer(value, path, 0, Number.MAX_SAFE_INTEGER)
const side: Rule = (value, path) => integer(value, path, 1, 65_535)
const time: Rule = (value, path) => integer(value, path, 0, last)

const parents: Rule = (value, path) => {
  if (!Array.isArray(value)) throw new InvalidError(path, value, 'a list of work ids')
  for (const [index, id] of value.entries()) hash(id, `${path}[${index}]`)
  if (new Set<Hex>(value).size !== value.length) throw new InvalidError(path, value, 'each parent once')
}

const tools: Rule = (value, path) => {
  for (const [tool, version] of Object.entries(object(value, path))) text(200)(version, `${path}.${tool}`)
}

const recipe: Rule = (value, path) => {
  text(200)(object(value, path).runtime, `${path}.runtime`)
  json(value, path, 0)
}

function json(value: unknown, path: string, depth: number): asserts value is Json {
  if (depth > 32) throw new InvalidError(path, '...', 'at most 32 levels')
  if (typeof value === 'string') return text()(value, path)
  if (value === null || typeof value === 'boolean') return
  if (typeof value === 'number') return number(value, path)
  for (const [key, inner] of Object.entries(object(value, path))) json(inner, `${path}.${key}`, depth + 1)
}

function number(value: number, path: string): void {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw new InvalidError(path, value, 'a finite number; integers up to 2^53 - 1, larger ones as text')
}

function integer(value: unknown, path: string, least: number, most: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most)
    throw new InvalidError(path, value, `a whole number from ${least} to ${most}`)
}

function text(most = Number.POSITIVE_INFINITY): Rule {
  return (value, path) => {
    if (typeof value !== 'string') throw new InvalidError(path, value, 'text')
    if (!value.isWellFormed()) throw new InvalidError(path, value, 'well-formed Unicode')
    if (value.length > most) throw new InvalidError(path, value, `at most ${most} characters`)
    if (value.length === 0 && most < Number.POSITIVE_INFINITY) throw new InvalidError(path, value, 'text, not empty')
  }
}

function matches(value: unknown, path: string, pattern: RegExp, wanted: string): void {
  if (typeof value !== 'string' || !pattern.test(value)) throw new InvalidError(path, value, wanted)
}

function object(value: unknown, path: string): { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null) throw new InvalidError(path, value, 'an object')
  return value as { readonly [key: string]: unknown }
}

function fields(
  value: unknown,
  path: string,
  required: Rules,
  optional: Rules = {},
): { readonly [key: string]: unknown } {
  const found = object(value, path)
  const inside = (name: string): string => (path === '' ? name : `${path}.${name}`)
  for (const name of Object.keys(found))
    if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
      throw new InvalidError(
        inside(name),
        found[name],
        `one of ${Object.keys({ ...required, ...optional }).join(', ')}`,
      )
  for (const [name, rule] of Object.entries(required)) rule(found[name], inside(name))
  for (const [name, rule] of Object.entries(optional)) if (Object.hasOwn(found, name)) rule(found[name], inside(name))
  return found
}

function isCid(value: string): boolean {
  try {
    return CID.parse(value).version === 1
  } catch {
    return false
  }
}

/** A field of a record is missing or wrong. */
export class InvalidError extends BaseError {
  override readonly name = 'Record.InvalidError'
  /** Where in the record, for example `tributary.content.sha256`. */
  readonly path: string
  constructor(path: string, value: unknown, wanted: string) {
    const shown = value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, 100)
    super(`The record's ${path === '' ? 'root' : path} is ${shown}; expected ${wanted}.`)
    this.path = path
  }
}
