import type { Work } from '@tributary/sdk/wire'
import { Hash, Icon } from '../../design/index.ts'
import type { Drawn } from './rerun.ts'

type ProofProps = { readonly work: Work; readonly drawn: Drawn; readonly expected: string }

/** The two pictures, and one line that says whether they are the same. */
export function Proof({ work, drawn, expected }: ProofProps) {
  const same = drawn.pixels === expected
  return (
    <div className="flex animate-appear flex-col gap-4">
      <div className="grid grid-cols-2 gap-1">
        <Half src={work.picture!.src} name="As published" work={work} />
        <Half src={drawn.url} name="Drawn here, now" work={work} />
      </div>
      <p role="status" className={same ? 'flex gap-2 text-good' : 'flex gap-2 text-bad'}>
        <Icon name={same ? 'check' : 'warning'} />
        {same
          ? `All ${pixelCount(work)} pixels are equal. Your browser drew it in ${seconds(drawn.milliseconds)}.`
          : 'The pixels differ: this recipe does not give this picture.'}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <dt className="text-muted">Record says</dt>
        <dd>
          <Hash value={expected} />
        </dd>
        <dt className="text-muted">Drawn here</dt>
        <dd>
          <Hash value={drawn.pixels} />
        </dd>
      </dl>
    </div>
  )
}

function Half({ src, name, work }: { readonly src: string; readonly name: string; readonly work: Work }) {
  const { width, height } = work.picture!
  return (
    <figure>
      <img
        src={src}
        alt={`${work.name}, ${name.toLowerCase()}`}
        width={width}
        height={height}
        className="h-auto w-full"
      />
      <figcaption className="pt-2 text-muted text-small">{name}</figcaption>
    </figure>
  )
}

function pixelCount({ picture }: Work): string {
  return (picture!.width * picture!.height).toLocaleString('en-US')
}

function seconds(milliseconds: number): string {
  return milliseconds < 950 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
