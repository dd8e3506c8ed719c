import type { Work } from '@tributary/sdk/wire'
import { dateText, Person } from '../design/index.ts'
import { kindWords } from '../market/words.ts'
import { isMakerProven } from './verdict/evidenceOf.ts'

export function Heading({ work }: { readonly work: Work }) {
  return (
    <header className="flex flex-col gap-4">
      <p className="overline-label">
        {kindWords[work.kind].one} · {dateText(work.time)}
      </p>
      <h1 className="font-serif text-display">{work.name}</h1>
      <p>
        {isMakerProven(work) ? 'by ' : 'said to be by '}
        <Person person={work.creator} />
        {work.holder.address.toLowerCase() !== work.creator.address.toLowerCase() && (
          <>
            {', held by '}
            <Person person={work.holder} />
          </>
        )}
      </p>
      {work.description && <p className="max-w-[60ch] whitespace-pre-line text-muted">{work.description}</p>}
    </header>
  )
}
