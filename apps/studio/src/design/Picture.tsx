import type { Picture as WirePicture } from '@tributary/sdk/wire'
import { useState } from 'react'
import { joined } from './joined.ts'

type PictureProps = {
  readonly picture: WirePicture
  /** What is to be seen, for those who do not see it. */
  readonly alt: string
  /** `preview` loads the small one only. */
  readonly size?: 'preview' | 'full'
  /** The first on a screen is wanted at once. */
  readonly eager?: boolean
  readonly className?: string
}

/** A picture that keeps its place before it is there, and comes into focus when it is. */
export function Picture({ picture, alt, size = 'preview', eager = false, className }: PictureProps) {
  const [ready, setReady] = useState(false)
  // A preview that cannot be had is no reason to show nothing.
  const [full, setFull] = useState(size === 'full')
  return (
    <span
      className={joined('relative block overflow-hidden bg-center bg-cover bg-sunk', className)}
      style={{
        aspectRatio: `${picture.width} / ${picture.height}`,
        ...(full && { backgroundImage: `url("${picture.preview}")` }),
      }}
    >
      <img
        ref={(image) => {
          if (image?.complete) setReady(true)
        }}
        src={full ? picture.src : picture.preview}
        alt={alt}
        width={picture.width}
        height={picture.height}
        loading={eager ? 'eager' : 'lazy'}
        fetchPriority={eager ? 'high' : 'auto'}
        decoding="async"
        onLoad={() => setReady(true)}
        onError={() => setFull(true)}
        className={joined(
          'block size-full object-cover transition-[opacity,filter] duration-240 ease-out',
          ready ? 'opacity-100 blur-none' : full ? 'opacity-0 blur-sm' : 'opacity-0',
        )}
      />
    </span>
  )
}
