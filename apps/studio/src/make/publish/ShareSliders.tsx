import { Button, Field, percent, Slider } from '../../design/index.ts'

type Kind = 'output' | 'model' | 'dataset' | 'import' | 'remix'

type Share = {
  readonly name: string
  readonly label: string
  readonly usual: number
  readonly least: number
  readonly most: number
}

/** What can be given, by kind of work, in parts per million. The least is what those upstream ask for. */
const shares: Readonly<Record<Kind, readonly Share[]>> = {
  output: [
    { name: 'model', label: 'To the model', usual: 100_000, least: 100_000, most: 400_000 },
    { name: 'contributions', label: 'To the artists it learned from', usual: 150_000, least: 150_000, most: 500_000 },
  ],
  model: [
    { name: 'dataset', label: 'Of the model’s income, to the data set', usual: 200_000, least: 0, most: 900_000 },
    {
      name: 'contributors',
      label: 'Of the data set’s income, to its artists',
      usual: 900_000,
      least: 0,
      most: 1_000_000,
    },
  ],
  dataset: [{ name: 'contributors', label: 'To its artists', usual: 900_000, least: 0, most: 1_000_000 }],
  remix: [{ name: 'parent', label: 'To the work it is made from', usual: 100_000, least: 0, most: 900_000 }],
  import: [],
}

type ShareSlidersProps = {
  readonly kind: Kind
  readonly shares: Readonly<Record<string, number>>
  readonly onChange: (shares: Readonly<Record<string, number>>) => void
}

/** Parts of every payment, for ever. */
export function ShareSliders({ kind, shares: given, onChange }: ShareSlidersProps) {
  const rows = shares[kind]
  if (rows.length === 0)
    return <p className="pt-2 text-muted text-small">It comes from nobody else: all of it is yours.</p>
  return (
    <div className="flex flex-col gap-4 pt-2">
      {rows.map(({ name, label, usual, least, most }) => {
        const value = given[name] ?? usual
        return (
          <Field
            key={name}
            label={`${label}: ${percent(value)}`}
            hint={least > 0 ? `At least ${percent(least)}, as the model asks.` : undefined}
          >
            {(wiring) => (
              <Slider
                {...wiring}
                min={least}
                max={most}
                step={10_000}
                value={value}
                aria-valuetext={percent(value)}
                onChange={({ target }) => onChange({ ...given, [name]: Number(target.value) })}
              />
            )}
          </Field>
        )
      })}
      {Object.keys(given).length > 0 && (
        <Button size="small" className="self-start" onClick={() => onChange({})}>
          Back to the usual shares
        </Button>
      )}
    </div>
  )
}
