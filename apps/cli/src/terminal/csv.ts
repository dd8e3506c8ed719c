/** Lines of comma-separated values; a cell with a comma, quote or line break is quoted (RFC 4180). */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cell).join(',')).join('\n')
}

/** A spreadsheet would run a cell that starts like a formula; amounts and ids never do. */
function cell(text: string): string {
  const safe = /^[=+@]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
