import { RefusedError } from '../api/problems.ts'

/** Where a part of a list ends: the values of the last item that the order goes by. */
export type Cursor = readonly string[]

export function toCursor(values: Cursor): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** What a value of a cursor must look like. */
const forms = {
  bigint: /^-?\d{1,18}$/,
  numeric: /^\d{1,78}$/,
  text: /^[^\0]{0,200}$/,
  hash: /^0x[0-9a-f]{64}$/,
} as const

/** Reads a cursor back; its values must have the forms that the order of the list asks for. */
export function fromCursor(text: string, types: readonly (keyof typeof forms)[]): Cursor {
  const values = parse(text)
  if (values?.length === types.length && types.every((type, index) => isForm(values[index], type)))
    return values as Cursor
  throw unreadable()
}

function parse(text: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return Array.isArray(values) ? values : undefined
  } catch {
    return undefined
  }
}

function isForm(value: unknown, type: keyof typeof forms): boolean {
  return typeof value === 'string' && forms[type].test(value)
}

function unreadable(): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Unreadable cursor',
    detail: 'The cursor does not belong to this list.',
    hint: 'Take it from `next` of the page before, with the same filters; or begin without a cursor.',
  })
}
