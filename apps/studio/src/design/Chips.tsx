import { ToggleGroup } from 'radix-ui'

type ChipsProps<value extends string> = {
  readonly label: string
  readonly options: readonly { readonly value: value; readonly label: string }[]
  readonly value: value | undefined
  readonly onChange: (value: value | undefined) => void
}

/** One of a few, or none. */
export function Chips<value extends string>({ label, options, value, onChange }: ChipsProps<value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value ?? ''}
      onValueChange={(next) => onChange(options.find((option) => option.value === next)?.value)}
      className="flex flex-wrap gap-1"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-8 rounded-full px-3 text-muted text-small transition-colors duration-120 hover:text-ink data-[state=on]:bg-ink data-[state=on]:text-ground"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
