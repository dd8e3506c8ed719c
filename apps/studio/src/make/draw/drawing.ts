import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Drawn, type Order, Pool } from './Pool.ts'

/** One core is left to the page itself. */
const size = Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1))

/** The workers of this page. None is started before the first picture. */
export const pool = new Pool((hear) => {
  const worker = new Worker(new URL('./draw.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }) => hear(data))
  return { tell: (request) => worker.postMessage(request), dismiss: () => worker.terminate() }
}, size)

/** A picture drawn on this machine. It is given up when nobody looks for it any more, and kept for a while when it is done. */
export function useDrawn(order: Order | undefined): {
  readonly src: string | undefined
  readonly drawn: Drawn | undefined
  readonly error: Error | null
} {
  const { data: drawn, error } = useQuery({
    queryKey: ['drawn', order],
    queryFn: ({ signal }) => pool.draw(order!, signal),
    enabled: order !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5 * 60_000,
    retry: false,
  })
  return { src: useObjectUrl(drawn?.png), drawn, error }
}

/** An address for bytes, as long as they are shown. */
function useObjectUrl(bytes: Uint8Array<ArrayBuffer> | undefined): string | undefined {
  const [src, setSrc] = useState<string>()
  useEffect(() => {
    if (bytes === undefined) return
    const url = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }))
    setSrc(url)
    return () => {
      URL.revokeObjectURL(url)
      setSrc(undefined)
    }
  }, [bytes])
  return src
}
