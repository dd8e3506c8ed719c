import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { joined } from './joined.ts'

const base =
  'inline-flex items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium select-none transition-[background-color,color,border-color,opacity,transform] duration-120 ease-out active:translate-y-px disabled:opacity-45 disabled:active:translate-y-0'

const looks = {
  /** The one thing to do on a screen. */
  primary: 'bg-ink text-ground hover:opacity-85',
  /** Anything else. */
  plain: 'border border-line text-ink hover:border-ink',
  /** Beside text, in bars and rows. */
  quiet: 'text-muted hover:text-ink hover:bg-sunk',
  /** What cannot be taken back. */
  danger: 'border border-bad text-bad hover:bg-bad hover:text-ground',
} as const

const sizes = { small: 'h-8 px-3 text-small', normal: 'h-10 px-4 text-small', large: 'h-12 px-6 text-body' } as const

export type ButtonLook = keyof typeof looks
export type ButtonSize = keyof typeof sizes

/** The classes of a button, for a link that looks like one. */
export function buttonStyle(look: ButtonLook = 'plain', size: ButtonSize = 'normal', extra?: string): string {
  return joined(base, looks[look], sizes[size], extra)
}

type ButtonProps = ComponentProps<'button'> & {
  readonly look?: ButtonLook
  readonly size?: ButtonSize
  readonly icon?: IconName
  /** Something is under way: the button says so and takes no click. */
  readonly busy?: boolean
}

export function Button({ look, size, icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={buttonStyle(look, size, className)}
    >
      {busy ? <Turning /> : icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  )
}

/** A button that is only a drawing; `label` says what it does. */
export function IconButton({
  icon,
  label,
  className,
  size = 20,
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & {
  readonly icon: IconName
  readonly label: string
  readonly size?: number
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={joined(
        'inline-flex size-10 items-center justify-center rounded-control text-muted transition-colors duration-120 hover:bg-sunk hover:text-ink disabled:opacity-45',
        className,
      )}
    >
      <Icon name={icon} size={size} />
    </button>
  )
}

export function Turning() {
  return (
    <span
      aria-hidden="true"
      className="size-4 animate-turn rounded-full border-2 border-current border-r-transparent opacity-70"
    />
  )
}
