import { useEffect, useRef } from 'react'

/** What the keys of a lightbox do. */
export type Keys = {
  readonly slides: readonly unknown[]
  readonly at: number
  readonly onAt: (at: number | undefined) => void
  readonly onKeep: (at: number) => void
  readonly onDrop?: ((at: number) => void) | undefined
  readonly onExplore?: ((at: number) => void) | undefined
  readonly compare: () => void
}

/** Listens while a lightbox is open. Escape is the dialog's own. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const action = actionOf(event.key, latest.current)
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** What a key does; undefined when it means nothing here. */
export function actionOf(key: string, keys: Keys): (() => void) | undefined {
  const { slides, at, onAt, onKeep, onDrop, onExplore, compare } = keys
  switch (key.toLowerCase()) {
    case 'arrowright':
    case 'arrowdown':
      return () => onAt(wrap(at + 1, slides.length))
    case 'arrowleft':
    case 'arrowup':
      return () => onAt(wrap(at - 1, slides.length))
    case 'home':
      return () => onAt(0)
    case 'end':
      return () => onAt(slides.length - 1)
    case ' ':
    case 'k':
      return () => onKeep(at)
    case 'x':
      return onDrop && (() => onDrop(at))
    case 'e':
      return onExplore && (() => onExplore(at))
    case 'c':
      return compare
    default:
      return undefined
  }
}

/** After the last comes the first. */
export function wrap(at: number, count: number): number {
  return ((at % count) + count) % count
}
