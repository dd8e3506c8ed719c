import { useQuery } from '@tanstack/react-query'
import type { Plan, Token, Work } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post, queries } from '../../data/index.ts'
import { Button, Field, Input, notify, Problem, parseAmount, Sheet, Skeleton, WhoGetsWhat } from '../../design/index.ts'
import { sign } from '../../signing/index.ts'

type PaySheetProps = { readonly work: Work; readonly open: boolean; readonly onOpenChange: (open: boolean) => void }

/** Money for a work, without a license: thanks that everybody in its lineage shares. */
export function PaySheet({ work, open, onOpenChange }: PaySheetProps) {
  const { data: studio } = useQuery(queries.studio())
  const token = studio?.tokens[0]
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={`Pay ${work.name}`}
      lead="A gift, shared by everybody it was made from. It buys no license."
    >
      {token && <Form work={work} token={token} onDone={() => onOpenChange(false)} />}
    </Sheet>
  )
}

type FormProps = { readonly work: Work; readonly token: Token; readonly onDone: () => void }

function Form({ work, token, onDone }: FormProps) {
  const [text, setText] = useState('5')
  const [trouble, setTrouble] = useState<unknown>()
  const amount = parseAmount(text, token.decimals)
  const valid = amount !== undefined && amount !== '0'
  const pay = async () => {
    onDone()
    const signed = await sign((account) =>
      post<Plan>('/v1/plans/pay', { account, work: work.id, token: token.address, amount }),
    )
    if (signed) notify('Paid', { tone: 'good', detail: 'Watch it run up the lineage below.' })
  }
  return (
    <form
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        pay().catch(setTrouble)
      }}
    >
      <Field
        label={`Amount, in ${token.symbol}`}
        error={valid ? undefined : `Write a number above 0 with at most ${token.decimals} digits after the point.`}
      >
        {(wiring) => (
          <Input {...wiring} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      {valid && <Shares work={work} token={token} amount={amount} />}
      {trouble !== undefined && <Problem error={trouble} />}
      <Button type="submit" look="primary" size="large" disabled={!valid}>
        Look at the payment
      </Button>
    </form>
  )
}

type SharesProps = { readonly work: Work; readonly token: Token; readonly amount: string }

function Shares({ work, token, amount }: SharesProps) {
  const quote = useQuery({ ...queries.quote(work.id, amount, token.address), placeholderData: (before) => before })
  if (quote.isError) return <Problem error={quote.error} />
  return quote.data ? <WhoGetsWhat quote={quote.data} /> : <Skeleton className="h-32" />
}
