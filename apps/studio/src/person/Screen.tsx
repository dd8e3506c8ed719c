import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { License, WorkCard } from '@tributary/sdk/wire'
import { useState } from 'react'
import { queries, queryClient, write } from '../data/index.ts'
import type { Account } from '../data/queries.ts'
import {
  ago,
  Button,
  buttonStyle,
  Field,
  Hash,
  Input,
  Mark,
  Money,
  nameOf,
  notify,
  Picture,
  Problem,
  Skeleton,
} from '../design/index.ts'
import { kindWords, rightWords } from '../market/words.ts'
import { useTitle } from '../shell/index.ts'
import { needWallet, useSession } from '../wallet/index.ts'

/** Somebody: what they made, what they hold, what they may use. */
export function Screen() {
  const { address = '' } = useParams({ strict: false }) as { readonly address?: string }
  const { data, error } = useQuery(queries.account(address))
  useTitle(data && nameOf(data.account))
  if (error)
    return (
      <div className="screen-width py-10">
        <Problem error={error} />
      </div>
    )
  if (data === undefined)
    return (
      <div className="screen-width py-10">
        <Skeleton className="h-96 w-full" />
      </div>
    )
  const heldOnly = data.held.filter(({ id }) => !data.created.some((work) => work.id === id))
  return (
    <div className="screen-width flex flex-col gap-12 pt-8 sm:pt-12">
      <Head account={data.account} />
      <Works title="Made" works={data.created} empty="Nothing is published under this address yet." />
      {heldOnly.length > 0 && <Works title="Held" works={heldOnly} empty="" />}
      <Licenses licenses={data.licenses} />
    </div>
  )
}

function Head({ account }: Pick<Account, 'account'>) {
  const session = useSession()
  const isMe = session?.address.toLowerCase() === account.address.toLowerCase()
  return (
    <header className="flex flex-wrap items-end justify-between gap-6">
      <div className="flex min-w-0 flex-col gap-3">
        <h1 className="flex items-center gap-4 font-serif text-display">
          <Mark address={account.address} />
          <span className="min-w-0 break-words">{nameOf(account)}</span>
        </h1>
        <Hash value={account.address} label="Copy the address" />
      </div>
      <div className="flex flex-wrap items-end gap-3">
        {isMe && <NameForm name={account.name ?? ''} address={account.address} />}
        <Link to="/statements" search={{ account: account.address }} className={buttonStyle('plain')}>
          {isMe ? 'What I am owed' : 'Statement'}
        </Link>
      </div>
    </header>
  )
}

/** What to be called here. Addresses stay what proves anything. */
function NameForm({ name, address }: { readonly name: string; readonly address: string }) {
  const [text, setText] = useState(name)
  const [error, setError] = useState<unknown>()
  const save = async () => {
    if ((await needWallet()) === undefined) return
    setError(undefined)
    try {
      await write('PUT', '/v1/me', { name: text.trim() })
      await queryClient.invalidateQueries({ queryKey: ['account', address.toLowerCase()] })
      notify('That is your name now', { tone: 'good' })
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label="Your name here" error={error instanceof Error ? error.message.split('\n')[0] : undefined}>
        {(wiring) => <Input {...wiring} maxLength={64} value={text} onChange={({ target }) => setText(target.value)} />}
      </Field>
      <Button type="submit" disabled={text.trim() === '' || text.trim() === name}>
        Save
      </Button>
    </form>
  )
}

type WorksProps = { readonly title: string; readonly works: readonly WorkCard[]; readonly empty: string }

function Works({ title, works, empty }: WorksProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-5">
      <h2 className="font-serif text-title">
        {title} <span className="tabular text-muted">{works.length > 0 ? works.length : ''}</span>
      </h2>
      {works.length === 0 && <p className="text-muted">{empty}</p>}
      <ul className="grid grid-cols-2 gap-x-3 gap-y-8 sm:grid-cols-3 lg:grid-cols-4">
        {works.map((work) => (
          <li key={work.id}>
            <Link to="/works/$id" params={{ id: work.id }} className="flex flex-col gap-2">
              {work.picture ? (
                <Picture picture={work.picture} alt="" />
              ) : (
                <span className="flex aspect-square items-center justify-center bg-sunk font-serif text-title text-muted">
                  {kindWords[work.kind].one}
                </span>
              )}
              <span className="flex items-baseline justify-between gap-3 text-small">
                <span className="min-w-0 truncate font-medium">{work.name}</span>
                {work.price && <Money money={work.price} className="text-muted" />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Licenses({ licenses }: { readonly licenses: readonly License[] }) {
  if (licenses.length === 0) return null
  return (
    <section aria-label="Licenses" className="flex flex-col gap-3">
      <h2 className="font-serif text-title">
        Licenses <span className="tabular text-muted">{licenses.length}</span>
      </h2>
      <ul>
        {licenses.map((license) => (
          <li
            key={license.id}
            className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-line border-t py-3 text-small last:border-b"
          >
            <Link
              to="/works/$id"
              params={{ id: license.work }}
              className="min-w-40 flex-1 font-medium underline decoration-line underline-offset-4 hover:decoration-ink"
            >
              {license.workName}
            </Link>
            <span className="text-muted">{license.rights.map((right) => rightWords[right].may).join('. ')}</span>
            <Money money={license.price} />
            <span className="text-muted">{ago(license.time)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
