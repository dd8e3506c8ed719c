import { BaseError } from '../BaseError.ts'
import type { Hex } from '../core/Hex.ts'
import { parseCsv } from './csv.ts'

/** One artist of a data set; their name is also the name of their style. */
export type Contributor = {
  readonly name: string
  /** Where they are paid, when they gave an address. */
  readonly address?: Hex
  /** Sum of the weights of their pictures. */
  readonly weight: bigint
  readonly pictures: number
}

/** A picture whose artist is to be found. */
export type Source = { readonly path: string }

/** Whose a picture is, and how much it counts. */
export type Assignment = { readonly contributor: string; readonly address?: Hex; readonly weight: bigint }

/** Most that all weights together may be, as in the contribution tree. */
const weightLimit = (1n << 128n) - 1n

const columns = ['file', 'contributor', 'address', 'weight']

/** The artist of every picture: from `contributors.csv` when there is one, else from the sub-folders. */
export function assign(sources: readonly Source[], table: string | undefined): Assignment[] {
  return table === undefined ? sources.map(byFolder) : byTable(sources, table)
}

function byFolder({ path }: Source): Assignment {
  const [folder, ...rest] = path.split('/')
  if (rest.length === 0) throw new NoArtistError({ path })
  return { contributor: checkName(folder!, path), weight: 1n }
}

function byTable(sources: readonly Source[], table: string): Assignment[] {
  const [header, ...rows] = parseCsv(table)
  if (header?.fields.join() !== columns.join()) throw new HeaderError({ found: header?.fields.join() ?? '' })
  const assigned = new Map<string, Assignment>()
  const addresses = new Map<string, string>()
  const known = new Set(sources.map(({ path }) => path))
  let total = 0n
  for (const { line, fields } of rows) {
    const [file = '', contributor = '', address = '', weight = ''] = fields
    if (fields.length !== columns.length)
      throw new RowError({ line, what: `it has ${fields.length} fields`, limit: '4' })
    if (!known.has(file))
      throw new RowError({ line, what: `there is no picture "${file}"`, limit: 'a file of the data set' })
    if (assigned.has(file)) throw new RowError({ line, what: `"${file}" was listed before`, limit: 'once' })
    checkName(contributor, `line ${line}`)
    if ((addresses.get(contributor) ?? address) !== address) {
      throw new RowError({ line, what: `"${contributor}" has a second address ${address}`, limit: 'one address' })
    }
    addresses.set(contributor, address)
    const parsed = parseWeight(weight, line, file)
    total += parsed
    if (total > weightLimit) throw new WeightError({ line, file, value: `a sum of ${total}`, limit: `${weightLimit}` })
    assigned.set(file, { contributor, weight: parsed, ...parseAddress(address, line) })
  }
  return sources.map(({ path }) => {
    const assignment = assigned.get(path)
    if (assignment === undefined) throw new UnlistedError({ path })
    return assignment
  })
}

function checkName(name: string, where: string): string {
  if (name.length < 1 || name.length > 64 || /[\t\r\n\0]/.test(name)) throw new NameError({ name, where })
  return name
}

/** A positive whole number; 1 when left empty. */
function parseWeight(text: string, line: number, file: string): bigint {
  if (text === '') return 1n
  if (!/^\d{1,39}$/.test(text) || BigInt(text) === 0n) {
    throw new WeightError({ line, file, value: text, limit: `a whole number from 1 to ${weightLimit}` })
  }
  return BigInt(text)
}

function parseAddress(text: string, line: number): { readonly address?: Hex } {
  if (text === '') return {}
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    throw new RowError({ line, what: `the address is "${text}"`, limit: '0x and 40 hexadecimal digits' })
  }
  return { address: text as Hex }
}

/** A picture stands in no artist's folder. */
export class NoArtistError extends BaseError {
  override readonly name = 'Contributors.NoArtistError'
  constructor({ path }: { path: string }) {
    super(`"${path}" stands in no artist's sub-folder, and there is no contributors.csv.`, {
      hint: 'Move it into a sub-folder named after its artist, or write contributors.csv: file,contributor,address,weight.',
    })
  }
}

/** The first line of the table is another one. */
export class HeaderError extends BaseError {
  override readonly name = 'Contributors.HeaderError'
  constructor({ found }: { found: string }) {
    super(`contributors.csv, line 1: the columns are "${found}"; they must be "${columns.join()}".`, {
      hint: 'Correct the first line.',
    })
  }
}

/** A line of the table cannot be used. */
export class RowError extends BaseError {
  override readonly name = 'Contributors.RowError'
  constructor({ line, what, limit }: { line: number; what: string; limit: string }) {
    super(`contributors.csv, line ${line}: ${what}; allowed: ${limit}.`, { hint: 'Correct this line.' })
  }
}

/** A weight is no positive whole number, or the weights are too large together. */
export class WeightError extends BaseError {
  override readonly name = 'Contributors.WeightError'
  constructor({ line, file, value, limit }: { line: number; file: string; value: string; limit: string }) {
    super(`contributors.csv, line ${line}: the weight of "${file}" is "${value}"; allowed: ${limit}.`, {
      hint: 'Weights are shares of a whole: 3 and 1 pay three to one.',
    })
  }
}

/** A picture is missing in the table. */
export class UnlistedError extends BaseError {
  override readonly name = 'Contributors.UnlistedError'
  constructor({ path }: { path: string }) {
    super(`contributors.csv does not list "${path}"; every picture needs an artist.`, {
      hint: 'Add a line for it, or take the file out.',
    })
  }
}

/** An artist's name cannot be used. */
export class NameError extends BaseError {
  override readonly name = 'Contributors.NameError'
  constructor({ name, where }: { name: string; where: string }) {
    super(
      `${where}: the artist's name ${JSON.stringify(name.slice(0, 80))} has ${name.length} characters; 1 to 64 are allowed, without tabs and line breaks.`,
      {
        hint: 'Give the artist a shorter name.',
      },
    )
  }
}
