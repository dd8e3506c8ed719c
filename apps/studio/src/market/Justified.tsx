import type { ReactNode } from 'react'

/**
 * Rows of pictures of one height that fill the width, without a line of script: each grows by its own ratio. The last
 * one takes what is left of its row, so that a lonely picture is not blown up.
 */
export function Justified({ children }: { readonly children: ReactNode }) {
  return (
    <ul className="flex flex-wrap gap-1 [--row:clamp(10rem,24vw,26rem)]">
      {children}
      <li aria-hidden="true" className="grow-[999]" />
    </ul>
  )
}
