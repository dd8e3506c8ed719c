const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What XML 1.0 cannot hold at all. */
const impossible = /[[\p{Cc}\ufffe\uffff]--[\t\n\r]]/gv

/** Text as it may stand in HTML and XML, in elements and in quoted attributes. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(impossible, '')
    .replace(/[&<>"']/g, (character) => entities[character]!)
}

/** JSON as it may stand in a script element: nothing in it ends the element. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
