import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useLive } from '../data/index.ts'
import { Toasts } from '../design/Toasts.tsx'
import { SigningSheet } from '../signing/SigningSheet.tsx'
import { ConnectSheet } from '../wallet/ConnectSheet.tsx'
import { BottomBar } from './BottomBar.tsx'
import { TopBar } from './TopBar.tsx'

/** What stands around every screen. */
export function Shell() {
  const live = useLive()
  const main = useRef<HTMLElement>(null)
  useFocusOnChange(main)
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-60 focus:bg-ink focus:px-4 focus:py-2 focus:text-ground"
      >
        Skip to content
      </a>
      <TopBar live={live} />
      <main id="main" ref={main} tabIndex={-1} className="min-h-[80vh] pb-24 outline-none md:pb-16">
        <Outlet />
      </main>
      <BottomBar />
      <ConnectSheet />
      <SigningSheet />
      <Toasts />
    </>
  )
}

/** A new screen takes the focus, so that keys and screen readers begin where the eye does. */
function useFocusOnChange(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation()
  const first = useRef(pathname)
  useEffect(() => {
    if (first.current === pathname) return
    first.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname, main])
}
