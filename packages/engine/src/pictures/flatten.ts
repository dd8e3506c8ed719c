/** RGBA8 over white, as RGB8: color * alpha + white * (255 - alpha), divided by 255 and rounded half up. */
export function flatten(rgba: Uint8Array | Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let i = 0, o = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3]!
    const white = 255 * (255 - alpha) + 127
    for (let c = 0; c < 3; c++) rgb[o++] = Math.floor((rgba[i + c]! * alpha + white) / 255)
  }
  return rgb
}
