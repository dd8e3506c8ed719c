import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { Problem, Skeleton } from '../design/index.ts'
import { type Difference, differenceOf, type Raster } from './difference.ts'

type DifferenceViewProps = {
  readonly file: File
  /** Where the file lies in this page. */
  readonly url: string
  /** The picture that was signed. */
  readonly original: { readonly src: string; readonly name: string }
}

/** Beside each other: what was signed, what was handed in, and where the two differ. */
export function DifferenceView({ file, url, original }: DifferenceViewProps) {
  const { data, error } = useQuery({
    queryKey: ['difference', original.src, url],
    queryFn: async () => compare(await (await fetch(original.src)).blob(), file),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <Problem error={error} />
  return (
    <section aria-labelledby="difference">
      <h3 id="difference" className="font-serif text-title">
        What differs
      </h3>
      <p className="mt-2 max-w-prose text-muted">
        {data === undefined ? 'Comparing the two, pixel by pixel.' : wordsOf(data)}
      </p>
      <div className="mt-6 grid grid-cols-1 gap-4 sm:grid-cols-3">
        <Pane label="As it was signed">
          <img src={original.src} alt={`${original.name}, as it was signed`} className="w-full" />
        </Pane>
        <Pane label="Your file">
          <img src={url} alt="The file you handed in" className="w-full" />
        </Pane>
        {data !== null && (
          <Pane label="The difference">
            {data === undefined ? <Skeleton className="aspect-square w-full" /> : <Glow found={data} />}
          </Pane>
        )}
      </div>
    </section>
  )
}

function Pane({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <figure>
      {children}
      <figcaption className="mt-2 text-muted text-small">{label}</figcaption>
    </figure>
  )
}

type Found = { readonly difference: Difference; readonly width: number; readonly height: number }

function Glow({ found: { difference, width, height } }: { readonly found: Found }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(difference.map, width, height), 0, 0)
  }, [difference, width, height])
  return (
    <canvas ref={canvas} width={width} height={height} role="img" aria-label="What differs glows" className="w-full" />
  )
}

/** Undefined while it is compared, null when the sizes differ. */
function wordsOf(found: Found | null): string {
  if (found === null) return 'The two have different sizes, so that no pixel can be compared with its own.'
  const { pixels, total, most, box } = found.difference
  if (box === undefined) return 'Not one pixel differs: what was changed lies in the file around the picture.'
  const share = ((pixels / total) * 100).toLocaleString('en-US', { maximumSignificantDigits: 2 })
  const where = `within ${box.width} × ${box.height} pixels, ${box.x} from the left and ${box.y} from the top`
  return `${pixels.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} pixels differ (${share} %), ${where}; by ${most} of 255 at most.`
}

async function compare(original: Blob, changed: Blob): Promise<Found | null> {
  const [one, other] = await Promise.all([rasterOf(original), rasterOf(changed)])
  const difference = differenceOf(one, other)
  return difference === undefined ? null : { difference, width: one.width, height: one.height }
}

async function rasterOf(blob: Blob): Promise<Raster> {
  const image = await createImageBitmap(blob)
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, image.width, image.height)
}
