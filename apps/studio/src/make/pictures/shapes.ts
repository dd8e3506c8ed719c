/** How a picture is cut, as the ratio of its sides. */
export const shapes = {
  square: { label: 'Square', ratio: [1, 1] },
  portrait: { label: 'Portrait', ratio: [3, 4] },
  landscape: { label: 'Landscape', ratio: [4, 3] },
  wide: { label: 'Wide', ratio: [16, 9] },
} as const

export type Shape = keyof typeof shapes

/** Longer sides that a finished picture may have, in pixels. */
export const sides = [512, 1024, 2048] as const

/** The size of a picture whose longer side is given, in whole pixels. */
export function sizeOf(shape: Shape, longer: number): { readonly width: number; readonly height: number } {
  const [across, down] = shapes[shape].ratio
  const scale = longer / Math.max(across, down)
  return { width: Math.round(across * scale), height: Math.round(down * scale) }
}
