import { useSyncExternalStore } from 'react'

export type Notice = {
  readonly id: number
  readonly title: string
  readonly detail?: string | undefined
  readonly tone: 'plain' | 'good' | 'bad'
}

const lifetime = 6_000
let notices: readonly Notice[] = []
let nextId = 1
const listeners = new Set<() => void>()

/** Says something in passing, at the edge of the screen. Errors stay until they are closed. */
export function notify(
  title: string,
  more: { readonly detail?: string | undefined; readonly tone?: Notice['tone'] } = {},
): void {
  const notice: Notice = { id: nextId++, title, detail: more.detail, tone: more.tone ?? 'plain' }
  change([...notices.slice(-2), notice])
  if (notice.tone !== 'bad') setTimeout(() => dismiss(notice.id), lifetime)
}

export function dismiss(id: number): void {
  change(notices.filter((notice) => notice.id !== id))
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(subscribe, () => notices)
}

function change(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
