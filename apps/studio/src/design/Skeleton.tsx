import { joined } from './joined.ts'

/** Holds the place of what is on its way. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden="true" className={joined('block animate-breathe bg-sunk', className)} />
}
