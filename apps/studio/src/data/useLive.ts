import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Live } from '@tributary/sdk/wire'
import { useEffect, useState } from 'react'
import { openStream } from './openStream.ts'

/** How long changes are gathered before the screen asks anew. Unit: milliseconds. */
const gathering = 250

/** Renews what is on the screen as soon as the chain changes it. Returns whether the stream is open. */
export function useLive(): boolean {
  const queries = useQueryClient()
  const [open, setOpen] = useState(true)
  useEffect(() => {
    const renewal = gather((keys) => renew(queries, keys))
    return openStream({
      url: '/v1/live',
      events: ['message', 'block', 'work', 'offer', 'money'],
      onEvent: (data) => renewal.add(keysOf(JSON.parse(data) as Live)),
      onReopen: () => queries.invalidateQueries(),
      onState: setOpen,
    })
  }, [queries])
  return open
}

type Key = readonly string[]

/** Which answers an event makes old. */
export function keysOf(event: Live): readonly Key[] {
  switch (event.type) {
    case 'block':
      return []
    case 'work':
      // A license that was sold changes its work; the event does not say whose it is.
      return [['works'], ['work', event.work], ['account']]
    case 'offer':
      return [['works'], ['work', event.work], ['offer', event.offer]]
    case 'money':
      return [
        ['works'],
        ...event.works.map((work) => ['work', work]),
        ...event.accounts.map((account) => ['account', account.toLowerCase()]),
      ]
  }
}

function renew(queries: QueryClient, keys: Iterable<Key>): void {
  for (const queryKey of keys) queries.invalidateQueries({ queryKey })
}

/** Many events of one block renew each answer once. */
function gather(flush: (keys: Iterable<Key>) => void): { readonly add: (keys: readonly Key[]) => void } {
  const waiting = new Map<string, Key>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    add(keys) {
      for (const key of keys) waiting.set(key.join(), key)
      if (waiting.size === 0 || timer !== undefined) return
      timer = setTimeout(() => {
        timer = undefined
        flush([...waiting.values()])
        waiting.clear()
      }, gathering)
    },
  }
}
