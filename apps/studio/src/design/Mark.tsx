/** Two colors that tell accounts apart at a glance. */
export function Mark({ address }: { readonly address: string }) {
  const hue = (at: number) => Math.round((Number.parseInt(address.slice(at, at + 4), 16) / 0xffff) * 360)
  return (
    <span
      aria-hidden="true"
      className="size-4 rounded-full"
      style={{ background: `linear-gradient(135deg, oklch(0.72 0.13 ${hue(2)}), oklch(0.5 0.14 ${hue(8)}))` }}
    />
  )
}
