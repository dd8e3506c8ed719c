import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { IconButton, Tooltip } from '../design/index.ts'
import { WalletButton } from '../wallet/WalletButton.tsx'
import { Palette, usePaletteKey } from './Palette.tsx'
import { places } from './places.ts'
import { useTheme } from './theme.ts'

export function TopBar({ live }: { readonly live: boolean }) {
  const [searching, setSearching] = useState(false)
  usePaletteKey(() => setSearching(true))
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-ground">
      <div className="flex h-14 items-center gap-2 px-[clamp(1rem,3vw,3rem)]">
        <Link to="/market" className="mr-6 font-serif text-[1.625rem] leading-none">
          Tributary
        </Link>
        <nav aria-label="Screens" className="hidden gap-6 md:flex">
          {places.map((place) => (
            <Link
              key={place.to}
              to={place.to}
              className="text-muted text-small transition-colors duration-120 hover:text-ink data-[status=active]:text-ink"
            >
              {place.name}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1">
          {!live && <Offline />}
          <IconButton icon="search" label="Search (Ctrl K)" onClick={() => setSearching(true)} />
          <ThemeSwitch />
          <WalletButton />
        </div>
      </div>
      <Palette open={searching} onOpenChange={setSearching} />
    </header>
  )
}

function ThemeSwitch() {
  const [theme, swap] = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return <IconButton icon={theme === 'dark' ? 'sun' : 'moon'} label={`Switch to ${other}`} onClick={swap} />
}

function Offline() {
  return (
    <Tooltip text="The studio does not answer. What you see is what was last known; it renews itself when the studio is back.">
      <button type="button" className="flex h-8 items-center gap-2 px-2 text-small text-warn">
        <span className="size-2 animate-breathe rounded-full bg-warn" />
        <span className="max-sm:sr-only">Reconnecting</span>
      </button>
    </Tooltip>
  )
}
