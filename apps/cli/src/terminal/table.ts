import { stripVTControlCharacters } from 'node:util'

type Style = (text: string) => string

/** A column: its heading and which edge its cells line up on. */
export type Column = { readonly heading: string; readonly align?: 'left' | 'right' }

/** Lays rows out in aligned columns under dim headings; color codes do not count as width. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  heading: Style = plain,
): string {
  const widths = columns.map((column, i) => Math.max(width(column.heading), ...rows.map((row) => width(row[i] ?? ''))))
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => pad(cells[i] ?? '', widths[i] ?? 0, column.align ?? 'left'))
      .join('  ')
      .trimEnd()
  return [heading(line(columns.map((column) => column.heading))), ...rows.map(line)].join('\n')
}

/** Lays `name value` pairs out in two aligned columns. */
export function fields(pairs: readonly (readonly [name: string, value: string])[], name: Style = plain): string {
  const widest = Math.max(0, ...pairs.map(([key]) => width(key)))
  return pairs.map(([key, value]) => `${name(key.padEnd(widest))}  ${value}`.trimEnd()).join('\n')
}

function plain(text: string): string {
  return text
}

function width(text: string): number {
  return [...stripVTControlCharacters(text)].length
}

function pad(text: string, to: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, to - width(text)))
  return align === 'right' ? space + text : text + space
}
