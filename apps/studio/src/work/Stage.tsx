import type { Work } from '@tributary/sdk/wire'
import { Picture } from '../design/index.ts'
import { kindWords } from '../market/words.ts'

/** The work itself: large, first, with nothing around it. It stays while the words beside it move. */
export function Stage({ work }: { readonly work: Work }) {
  return (
    <div className="bg-sunk lg:sticky lg:top-14 lg:flex lg:h-[calc(100dvh-3.5rem)] lg:items-center lg:justify-center lg:self-start">
      {work.picture ? (
        <div
          className="w-full lg:max-h-full"
          style={{ maxWidth: `calc((100dvh - 3.5rem) * ${work.picture.width / work.picture.height})` }}
        >
          <Picture picture={work.picture} alt={work.name} size="full" eager className="w-full" />
        </div>
      ) : (
        <Title work={work} />
      )}
    </div>
  )
}

/** What cannot be seen is at least said large. */
function Title({ work }: { readonly work: Work }) {
  return (
    <div className="flex aspect-[4/3] w-full flex-col justify-between p-[clamp(1rem,3vw,3rem)] lg:aspect-auto lg:h-full">
      <span className="overline-label">{kindWords[work.kind].one}</span>
      <span aria-hidden="true" className="font-serif text-hero">
        {work.name}
      </span>
    </div>
  )
}
