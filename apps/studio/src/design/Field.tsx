import { type ComponentProps, type ReactNode, useId } from 'react'
import { joined } from './joined.ts'

const control =
  'w-full rounded-control border border-edge/60 bg-transparent px-3 text-body text-ink transition-colors duration-120 hover:border-edge focus:border-ink aria-invalid:border-bad disabled:opacity-50'

type Wiring = { readonly id: string; readonly 'aria-describedby'?: string; readonly 'aria-invalid'?: true }

type FieldProps = {
  readonly label: string
  /** Why, in which unit, within which limits. */
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** Draws the control; spread what it is given onto it. */
  readonly children: (wiring: Wiring) => ReactNode
  readonly className?: string
}

/** A control with its label, its hint and what is wrong with it. */
export function Field({ label, hint, error, children, className }: FieldProps) {
  const id = useId()
  const note = `${id}-note`
  const noted = error !== undefined || hint !== undefined
  return (
    <div className={joined('flex flex-col gap-2', className)}>
      <label htmlFor={id} className="font-medium text-small">
        {label}
      </label>
      {children({
        id,
        ...(noted && { 'aria-describedby': note }),
        ...(error !== undefined && { 'aria-invalid': true }),
      })}
      {noted && (
        <p id={note} className={joined('text-small', error === undefined ? 'text-muted' : 'text-bad')}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={joined(control, 'h-10', className)} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={4} {...rest} className={joined(control, 'py-2', className)} />
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select {...rest} className={joined(control, 'h-10 bg-ground', className)}>
      {children}
    </select>
  )
}

/** A box to tick, with words that can be clicked too. */
export function Check({
  label,
  hint,
  ...rest
}: ComponentProps<'input'> & { readonly label: ReactNode; readonly hint?: ReactNode }) {
  return (
    <label className="flex items-start gap-3 text-small">
      <input type="checkbox" {...rest} className="mt-0.5 size-4 accent-accent" />
      <span>
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-muted">{hint}</span>}
      </span>
    </label>
  )
}

/** A value between two ends. The browser's own slider: keys, touch and screen readers work. */
export function Slider({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return <input type="range" {...rest} className={joined('h-10 w-full accent-accent', className)} />
}
