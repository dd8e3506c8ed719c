import { RefusedError } from '../api/problems.ts'

/** Names that Windows gives to devices: a file of that name cannot be kept there. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused
const forbidden = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]/u

/** Why a text cannot be the name of a file or an artist; undefined when it can. */
export function flawOf(name: string): string | undefined {
  if (forbidden.test(name)) return 'it has a slash, a control character or one of : * ? " < > |'
  if (name.startsWith('.')) return 'it begins with a dot'
  if (/[. ]$/.test(name)) return 'it ends with a dot or a space'
  if (devices.test(name)) return 'it is the name of a device'
  return undefined
}

/** Refuses a name that could lead out of its folder, or that some machine could not keep. */
export function assertFileName(name: string): void {
  const flaw = flawOf(name)
  if (flaw === undefined) return
  throw new RefusedError({
    status: 422,
    title: 'Unusable name',
    detail: `The name ${JSON.stringify(name.slice(0, 80))} cannot be used: ${flaw}.`,
    hint: 'Use letters, digits, spaces, dots, dashes and underscores.',
  })
}
