import { BaseError } from '../BaseError.ts'

/** Rows of comma-separated values (RFC 4180), each with the number of the line it starts on; empty lines are skipped. */
export function parseCsv(text: string): { readonly line: number; readonly fields: readonly string[] }[] {
  const rows: { readonly line: number; readonly fields: string[] }[] = []
  let line = 1
  let at = text.startsWith('\uFEFF') ? 1 : 0
  while (at < text.length) {
    const row = { line, fields: [] as string[] }
    for (let more = true; more; ) {
      const field = text[at] === '"' ? quoted(text, at, line) : plain(text, at)
      row.fields.push(field.value)
      line += field.value.split('\n').length - 1
      more = text[field.end] === ','
      at = field.end + 1
      if (text[field.end] === '\r' && text[at] === '\n') at++
    }
    line++
    if (row.fields.length > 1 || row.fields[0] !== '') rows.push(row)
  }
  return rows
}

function plain(text: string, start: number): { readonly value: string; readonly end: number } {
  let end = start
  while (end < text.length && !',\r\n'.includes(text[end]!)) end++
  return { value: text.slice(start, end).trim(), end }
}

function quoted(text: string, start: number, line: number): { readonly value: string; readonly end: number } {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') value += text[at]
    else if (text[at + 1] === '"') value += text[at++]
    else return { value, end: at + 1 }
  }
  throw new OpenQuoteError({ line })
}

/** A quoted field does not end. */
export class OpenQuoteError extends BaseError {
  override readonly name = 'Csv.OpenQuoteError'
  constructor({ line }: { line: number }) {
    super(`contributors.csv, line ${line}: a quoted field does not end.`, { hint: 'Close it with ".' })
  }
}
