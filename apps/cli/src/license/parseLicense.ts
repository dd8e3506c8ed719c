import { Json, type License } from '@tributary/protocol'

/** Reads the id of a license: decimal, or 0x-hex. */
export function parseLicense(text: string): License.License {
  return Json.toUint(text, 256, 'license')
}
