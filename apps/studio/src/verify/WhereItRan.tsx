import type { Judgement } from './judge/Judgement.ts'

/** What was done where, and what left this device: never the file. */
export function WhereItRan({ judgement: { asked, took } }: { readonly judgement: Judgement }) {
  const { hashes, fetched, chain } = asked
  return (
    <section aria-labelledby="where" className="border-line border-l-2 pl-6">
      <h3 id="where" className="font-medium">
        Your file did not leave this device.
      </h3>
      <ul className="mt-2 flex max-w-prose flex-col gap-1 text-muted text-small">
        <li>
          On this device, in {(took / 1000).toFixed(1)} s: the credential, the hashes, the pixels, the signatures and
          the drawing.
        </li>
        <li>{studioWords(hashes.length, fetched)}</li>
        <li>
          {chain
            ? 'The chain was asked who holds the work, whether the key may sign, and since when.'
            : 'The chain was not asked.'}
        </li>
      </ul>
    </section>
  )
}

function studioWords(hashes: number, { blocks, bytes }: Judgement['asked']['fetched']): string {
  const asked =
    hashes === 0
      ? 'This studio was asked about no hash'
      : `This studio was asked about ${count(hashes, 'hash', 'hashes')}`
  return `${asked} and sent ${count(blocks, 'public block', 'public blocks')} (${(bytes / 1000).toFixed(0)} kB): records, license texts, the model.`
}

function count(value: number, one: string, many: string): string {
  return `${value} ${value === 1 ? one : many}`
}
