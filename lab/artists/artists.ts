// Six artists who never lived. Each is a procedure with a hand of its own; the pictures of the sample data set are made
// by them and by nothing else. Only arithmetic and square roots are used, so every machine draws the same pictures.
import type { Random } from '@tributary/engine'
import { type Color, clamp, distance, hsv, mix, sine, step } from './color.ts'

/** A picture without resolution: the color at a point of [-1, 1]^2, y downwards. */
export type Scene = (x: number, y: number) => Color

/** The artists by name, each a way to make up a scene. */
export const artists: { readonly [name: string]: (random: Random) => Scene } = {
  /** Rings around an ember. */
  ember: (random) => {
    const [cx, cy] = [random.between(-0.6, 0.6), random.between(-0.6, 0.6)]
    const [frequency, phase, hue] = [random.between(1.5, 2.75), random.unit(), random.between(0, 0.12)]
    const [bright, dark] = [hsv(hue, 0.85, 0.98), hsv(hue + 0.95, 0.75, 0.3)]
    return (x, y) => mix(dark, bright, 0.5 + 0.5 * sine(frequency * distance(x - cx, y - cy) + phase))
  },

  /** Cloth of blue bands under white threads. */
  indigo: (random) => {
    const turn = random.between(0, 0.5)
    const [c, s] = [sine(turn + 0.25), sine(turn)]
    const [warp, weft] = [random.between(0.75, 1.3), random.between(0.75, 1.3)]
    const [p, q, hue] = [random.unit(), random.unit(), random.between(0.5, 0.62)]
    const [light, deep, thread]: Color[] = [hsv(hue, 0.8, 0.9), hsv(hue + 0.08, 0.9, 0.3), [0.93, 0.95, 0.98]]
    return (x, y) => {
      const band = sine(warp * (x * c + y * s) + p)
      const cross = sine(weft * (y * c - x * s) + q)
      return mix(mix(deep!, light!, step(-0.2, 0.2, band)), thread!, step(0.35, 0.65, cross) * 0.85)
    }
  },

  /** Four lit spheres in the dark. */
  lumen: (random) => {
    const spheres = [0, 1, 2, 3].map((i) => ({
      x: (i % 2) - 0.5 + random.between(-0.35, 0.35),
      y: Math.floor(i / 2) - 0.5 + random.between(-0.35, 0.35),
      radius: random.between(0.2, 0.42),
      color: hsv(random.between(0.74, 0.96), 0.62, 1),
    }))
    const night = hsv(0.7, 0.6, 0.14)
    return (x, y) =>
      spheres.reduce<Color>((under, { x: cx, y: cy, radius, color }) => {
        const shine = step(0.75, 0, distance(x - cx + 0.3 * radius, y - cy + 0.3 * radius) / radius)
        const shade = step(1.25, 0.2, distance(x - cx + 0.25 * radius, y - cy + 0.25 * radius) / radius)
        const lit = mix(mix(night, color, 0.35 + 0.65 * shade), [1, 1, 1], 0.75 * shine)
        return mix(under, lit, step(1.03, 0.97, distance(x - cx, y - cy) / radius))
      }, night)
  },

  /** Three ridges of sand under a low sun. */
  dune: (random) => {
    const ridges = [0, 1, 2].map((i) => ({
      height: -0.2 + i * 0.4 + random.between(-0.1, 0.1),
      swing: random.between(0.08, 0.2),
      frequency: random.between(0.3, 0.7),
      phase: random.unit(),
    }))
    const [hue, sunX, sunY] = [random.between(0.04, 0.11), random.between(-0.65, 0.65), random.between(-0.75, -0.45)]
    const [zenith, haze] = [hsv(hue + 0.5, 0.5, 0.8), hsv(hue, 0.35, 1)]
    const sand = [0, 1, 2].map((i) => hsv(hue + 0.005 * i, 0.5 + 0.13 * i, 0.86 - 0.25 * i))
    return (x, y) => {
      const sky = mix(zenith, haze, clamp(y * 0.7 + 0.8))
      const sun = mix(sky, [1, 0.96, 0.78], step(0.215, 0.2, distance(x - sunX, y - sunY)))
      return ridges.reduce<Color>((behind, { height, swing, frequency, phase }, i) => {
        const above = y - height - swing * sine(frequency * x + phase)
        return mix(behind, sand[i]!, step(-0.012, 0.012, above))
      }, sun)
    }
  },

  /** Stained glass, cut by five straight leads. */
  facet: (random) => {
    const cuts = [0, 1, 2, 3, 4].map((i) => {
      const turn = (i + random.between(-0.35, 0.35)) / 10
      const [value, hue] = [random.between(-0.1, 0.1), random.between(-0.05, 0.05)]
      return { nx: sine(turn + 0.25), ny: sine(turn), offset: random.between(-0.6, 0.6), value, hue }
    })
    const base = random.between(0.33, 0.44)
    return (x, y) => {
      let [hue, value, lead] = [base, 0.6, 0]
      for (const cut of cuts) {
        const side = x * cut.nx + y * cut.ny - cut.offset
        hue += side > 0 ? cut.hue : -cut.hue
        value += side > 0 ? cut.value : -cut.value
        lead = Math.max(lead, step(0.056, 0.044, Math.abs(side)))
      }
      return mix(hsv(hue, 0.75, clamp(value)), [0.04, 0.07, 0.06], lead)
    }
  },

  /** One flower with six petals. */
  flora: (random) => {
    const [cx, cy, radius] = [random.between(-0.25, 0.25), random.between(-0.25, 0.25), random.between(0.55, 0.85)]
    const [turn, depth, hue] = [random.unit(), random.between(0.3, 0.42), random.between(0.88, 1.02)]
    const [cosine, sinus] = [sine(turn + 0.25), sine(turn)]
    const [outer, inner, heart]: Color[] = [hsv(hue, 0.72, 0.95), hsv(hue + 0.08, 0.25, 1), [0.98, 0.8, 0.2]]
    const paper = mix([0.97, 0.95, 0.88], [0.82, 0.91, 0.84], random.unit())
    return (x, y) => {
      const [dx, dy] = [x - cx, y - cy]
      const r = distance(dx, dy)
      const edge = radius * (1 - depth + depth * cosineOfSix(dx, dy, r, cosine, sinus))
      const petal = mix(paper, mix(inner!, outer!, clamp(r / radius)), step(0.012, -0.012, r - edge))
      return mix(petal, heart!, step(0.17, 0.155, r))
    }
  },
}

/** The cosine of six times an angle plus a turn, by powers of a complex number of length 1. */
function cosineOfSix(x: number, y: number, r: number, cosine: number, sinus: number): number {
  const [a, b] = r === 0 ? [1, 0] : [x / r, y / r]
  const [a2, b2] = [a * a - b * b, 2 * a * b]
  const [a3, b3] = [a2 * a - b2 * b, a2 * b + b2 * a]
  return (a3 * a3 - b3 * b3) * cosine - 2 * a3 * b3 * sinus
}
