import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Draft, DraftInput } from '@tributary/sdk/wire'
import { post } from '../../data/index.ts'
import { useTitle } from '../../shell/index.ts'
import { needWallet, SignedIn } from '../../wallet/index.ts'
import { store, useStored } from '../useStored.ts'
import { FilePublishing } from './FilePublishing.tsx'
import { type Form, firstForm, wished } from './Form.ts'
import { ModelPublishing } from './ModelPublishing.tsx'
import { PicturesPublishing } from './PicturesPublishing.tsx'
import { type Address, parse, type Source } from './Source.ts'

/** What every kind of publishing is given. */
export type PublishingProps = {
  readonly form: Form
  readonly change: (changes: Partial<Form>) => void
  readonly onPublish: (input: DraftInput) => Promise<void>
}

/** From something made to a work of the world: names, terms, prices, and who gets what. */
export function Screen() {
  useTitle('Publish')
  const search = useSearch({ strict: false }) as Address
  const source = parse(search)
  const key = `form.${JSON.stringify(search)}`
  const [form, change] = useStored(key, firstForm)
  const publish = usePublish(form)
  const publishing = <Publishing source={source} form={form} change={change} onPublish={publish} />
  return (
    <div className="screen-width pt-2">
      {source.type === 'file' ? (
        publishing
      ) : (
        <SignedIn
          title="Say who you are first."
          words="Works belong to whoever signs them. What you made is kept for your account."
        >
          {publishing}
        </SignedIn>
      )}
    </div>
  )
}

function Publishing({ source, ...rest }: PublishingProps & { readonly source: Source }) {
  if (source.type === 'pictures') return <PicturesPublishing batches={source.batches} {...rest} />
  if (source.type === 'file') return <FilePublishing upload={source.upload} parent={source.parent} {...rest} />
  return <ModelPublishing type={source.type} job={source.job} {...rest} />
}

/** Makes the draft, and leads to its own page: from there nothing can be lost. */
function usePublish(form: Form): (input: DraftInput) => Promise<void> {
  const navigate = useNavigate()
  return async (input) => {
    if ((await needWallet()) === undefined) return
    const { id } = await post<Draft>('/v1/drafts', input)
    store(
      `wishes.${id}`,
      wished(form).map(({ terms, wish }) => ({ id: terms.id, ...wish })),
    )
    await navigate({ to: '/make/drafts/$id', params: { id } })
  }
}
