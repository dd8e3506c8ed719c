import { type ReactNode, useEffect, useRef, useState } from 'react'

type WhenNearProps = {
  readonly children: ReactNode
  /** Keeps the place until then. */
  readonly fallback: ReactNode
}

/** What is heavy begins when it is about to be seen, so that it never delays what stands above it. */
export function WhenNear({ children, fallback }: WhenNearProps) {
  const [near, setNear] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const see = (entries: readonly IntersectionObserverEntry[]) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true)
    }
    const observer = new IntersectionObserver(see, { rootMargin: '200px' })
    if (place.current) observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return near ? children : <div ref={place}>{fallback}</div>
}
