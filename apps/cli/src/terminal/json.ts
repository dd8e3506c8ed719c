/** One JSON document for machines: bigints as decimal strings, bytes as 0x-hex, maps as objects. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, replace, 2)
}

function replace(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`
  if (value instanceof Map) return Object.fromEntries(value)
  return value
}
