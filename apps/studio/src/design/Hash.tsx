import { useState } from 'react'
import { Icon } from './Icon.tsx'
import { joined } from './joined.ts'

type HashProps = { readonly value: string; readonly label?: string; readonly className?: string }

/** An id or an address: short to look at, whole to copy. */
export function Hash({ value, label = 'Copy', className }: HashProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), 1_500)
  }
  return (
    <button
      type="button"
      onClick={copy}
      title={value}
      className={joined(
        'group inline-flex items-center gap-1 rounded-[3px] font-mono text-[0.8125em] text-muted transition-colors duration-120 hover:text-ink',
        className,
      )}
    >
      <span>{shortened(value)}</span>
      <span className={copied ? 'text-good' : 'opacity-50 group-hover:opacity-100'}>
        <Icon name={copied ? 'check' : 'copy'} size={14} />
      </span>
      <span className="sr-only">{copied ? 'Copied' : `${label} ${value}`}</span>
    </button>
  )
}

/** The first and last digits of a long hexadecimal number. */
export function shortened(value: string): string {
  return value.length > 14 ? `${value.slice(0, 6)}…${value.slice(-4)}` : value
}
