type Stream = {
  readonly url: string
  /** Which events are wanted. */
  readonly events: readonly string[]
  readonly onEvent: (data: string) => void
  /** The stream is open again after it was not: something may have been missed. */
  readonly onReopen?: () => void
  readonly onState?: (open: boolean) => void
}

const firstPause = 1_000
const longestPause = 30_000

/**
 * Listens to server-sent events until it is closed. A browser gives up on a refused stream for good; this one asks
 * again, ever more slowly.
 */
export function openStream({ url, events, onEvent, onReopen, onState }: Stream): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = firstPause
  let wasOpen = false
  const open = () => {
    source = new EventSource(url)
    source.onopen = () => {
      pause = firstPause
      onState?.(true)
      if (wasOpen) onReopen?.()
      wasOpen = true
    }
    source.onerror = () => {
      onState?.(false)
      if (source.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, pause)
      pause = Math.min(longestPause, pause * 2)
    }
    for (const event of events) source.addEventListener(event, (message: MessageEvent<string>) => onEvent(message.data))
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
