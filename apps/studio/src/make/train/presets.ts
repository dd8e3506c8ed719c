/** How long a model learns, and how large it is. */
export type Preset = {
  readonly id: 'small' | 'medium' | 'large'
  readonly name: string
  readonly steps: number
  /** Settings of the engine that differ from its defaults. */
  readonly settings: Readonly<Record<string, number>>
  readonly words: string
}

export const presets: readonly Preset[] = [
  {
    id: 'small',
    name: 'Small',
    steps: 600,
    settings: { hidden: 32, batch: 16, mapping: 64 },
    words: 'A first impression: colors and large shapes. Good for trying a set out.',
  },
  {
    id: 'medium',
    name: 'Medium',
    steps: 4000,
    settings: {},
    words: 'Styles become distinct. Good enough to publish.',
  },
  {
    id: 'large',
    name: 'Large',
    steps: 30_000,
    settings: { average: 0.999 },
    words: 'As long as the model that comes along was trained.',
  },
]

/**
 * Steps a second of the presets on two cores of an AMD EPYC with nothing else to do; see docs/benchmarks/engine.md.
 * Only until a machine has trained once: then its own speed is taken.
 */
const usualRates: Readonly<Record<Preset['id'], number>> = { small: 100, medium: 36, large: 36 }

/** How fast a machine was before: what its last training did, if there was one. */
export type Pace = { readonly preset: Preset['id']; readonly rate: number }

/** How many seconds a preset will take. A pace of another preset counts by how the two usually compare. */
export function secondsOf(preset: Preset, pace?: Pace): number {
  const usual = usualRates[preset.id]
  const rate = pace === undefined ? usual : (pace.rate * usual) / usualRates[pace.preset]
  return preset.steps / rate
}

/** The preset that a run was started with, by its shape. */
export function presetOf(settings: Readonly<Record<string, unknown>> | undefined): Preset['id'] {
  return settings?.hidden === 32 ? 'small' : 'medium'
}
