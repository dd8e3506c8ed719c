import { useState } from 'react'

export type Theme = 'light' | 'dark'

const key = 'tributary.theme'

/** The theme that shows, and a switch. Until somebody chooses, the system does (`public/theme.js`). */
export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(current)
  const swap = () => {
    const next = theme === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset.theme = next
    localStorage.setItem(key, next)
    setTheme(next)
  }
  return [theme, swap]
}

function current(): Theme {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
