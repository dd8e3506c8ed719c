import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { Work } from '@tributary/sdk/wire'
import { queries } from '../data/index.ts'
import { Button, Problem } from '../design/index.ts'
import { forge } from './forge.ts'

/** For whoever has no file at hand: a signed picture of this studio, and a forgery of it. */
export function Samples({ onFile }: { readonly onFile: (file: File) => void }) {
  const { data: works } = useInfiniteQuery(queries.works({ kind: 'output' }))
  const first = works?.pages[0]?.items[0]
  const { data: work } = useQuery({ ...queries.work(first?.id ?? ''), enabled: first !== undefined })
  const signed = work?.files.find(({ role, mediaType }) => role === 'signed' && mediaType === 'image/png')
  const fetching = useMutation({
    mutationFn: (changed: boolean) => sampleOf(work!, signed!.src, changed),
    onSuccess: onFile,
  })
  if (work?.picture === undefined || signed === undefined) return null
  return (
    <section aria-label="Samples" className="mt-10 flex flex-wrap items-center gap-6">
      <img src={work.picture.preview} alt="" className="size-20 object-cover" />
      <div className="min-w-0 flex-1">
        <p>No file at hand? Try “{work.name}” of this studio, or a forgery of it that your browser makes now.</p>
        <div className="mt-3 flex flex-wrap gap-3">
          <Button size="small" disabled={fetching.isPending} onClick={() => fetching.mutate(false)}>
            Verify the original
          </Button>
          <Button size="small" disabled={fetching.isPending} onClick={() => fetching.mutate(true)}>
            Verify the forgery
          </Button>
        </div>
        {fetching.error && <Problem error={fetching.error} />}
      </div>
    </section>
  )
}

async function sampleOf(work: Work, src: string, changed: boolean): Promise<File> {
  const original = await (await fetch(src)).blob()
  const file = changed ? await forge(original, spot) : original
  return new File([file], changed ? `${work.name} (changed).png` : `${work.name}.png`, { type: 'image/png' })
}

/** A small spot that is easily missed by the eye. */
function spot(context: OffscreenCanvasRenderingContext2D): void {
  const { width, height } = context.canvas
  context.globalAlpha = 0.2
  context.fillRect(width * 0.6, height * 0.55, width * 0.12, height * 0.08)
}
