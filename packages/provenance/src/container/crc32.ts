// Eight tables, so that the loop takes eight bytes a turn: a third of a millisecond for a megabyte instead of three.
const tables = Array.from({ length: 8 }, () => new Uint32Array(256))
for (let byte = 0; byte < 256; byte++) {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  tables[0]![byte] = value
}
for (let row = 1; row < 8; row++)
  for (let byte = 0; byte < 256; byte++) {
    const before = tables[row - 1]![byte]!
    tables[row]![byte] = (before >>> 8) ^ tables[0]![before & 255]!
  }
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
]

/** CRC-32 as PNG and ZIP use it (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  let index = 0
  for (; index + 8 <= bytes.length; index += 8)
    crc =
      t7[(crc ^ bytes[index]!) & 255]! ^
      t6[((crc >>> 8) ^ bytes[index + 1]!) & 255]! ^
      t5[((crc >>> 16) ^ bytes[index + 2]!) & 255]! ^
      t4[((crc >>> 24) ^ bytes[index + 3]!) & 255]! ^
      t3[bytes[index + 4]!]! ^
      t2[bytes[index + 5]!]! ^
      t1[bytes[index + 6]!]! ^
      t0[bytes[index + 7]!]!
  for (; index < bytes.length; index++) crc = t0[(crc ^ bytes[index]!) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
