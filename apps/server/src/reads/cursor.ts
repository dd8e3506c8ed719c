import { RefusedError } from '../api/problems.ts'

/** Where a part of a list ends: the values of the last item that the order goes by. */
export type Cursor = readonly string[]

export function toCursor(values: Cursor): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** Reads a cursor back; it must have as many values of at most 200 characters as the order has. */
export function fromCursor(text: string, length: number): Cursor {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(values) && values.length === length && values.every(isValue)) return values
  } catch {
    throw unreadable()
  }
  throw unreadable()
}

function isValue(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 200 && !value.includes('\0')
}

function unreadable(): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Unreadable cursor',
    detail: 'The cursor does not belong to this list.',
    hint: 'Take it from `next` of the page before, with the same filters; or begin without a cursor.',
  })
}
