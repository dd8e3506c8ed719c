import { useState } from 'react'

/** A value that outlives a reload: what somebody typed is never lost. */
export function useStored<value extends object>(key: string, first: value) {
  const place = `tributary.make.${key}`
  const [value, setValue] = useState<value>(() => ({ ...first, ...read(place) }))
  const change = (changes: Partial<value>) => {
    setValue((before) => {
      const next = { ...before, ...changes }
      localStorage.setItem(place, JSON.stringify(next))
      return next
    })
  }
  return [value, change] as const
}

/** What was stored, or nothing. */
export function readStored<value>(key: string): value | undefined {
  return read(`tributary.make.${key}`) as value | undefined
}

export function store(key: string, value: object): void {
  localStorage.setItem(`tributary.make.${key}`, JSON.stringify(value))
}

export function forget(key: string): void {
  localStorage.removeItem(`tributary.make.${key}`)
}

function read(place: string): object | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
