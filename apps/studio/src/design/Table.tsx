import type { ReactNode } from 'react'
import { joined } from './joined.ts'

export type Column<row> = {
  readonly head: string
  readonly cell: (row: row) => ReactNode
  /** Numbers stand on the right, under each other. */
  readonly numeric?: boolean
  readonly className?: string
}

type TableProps<row> = {
  /** What the table shows, read aloud before it. */
  readonly caption: string
  readonly columns: readonly Column<row>[]
  readonly rows: readonly row[]
  readonly rowKey: (row: row, index: number) => string
}

/** Rows and columns with hairlines; on a narrow screen it scrolls by itself, the page does not. */
export function Table<row>({ caption, columns, rows, rowKey }: TableProps<row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className="-mx-4 relative overflow-x-auto px-4" aria-label={caption} tabIndex={0}>
      <table className="w-full border-collapse text-left text-small">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.head}
                scope="col"
                className={joined(
                  'overline-label border-b py-2 pr-6 font-normal last:pr-0',
                  column.numeric && 'text-right',
                )}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column) => (
                <td
                  key={column.head}
                  className={joined(
                    'border-b py-3 pr-6 align-baseline last:pr-0',
                    column.numeric && 'tabular text-right',
                    column.className,
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
