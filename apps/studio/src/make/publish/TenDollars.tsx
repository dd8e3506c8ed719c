import { useQuery } from '@tanstack/react-query'
import type { DraftInput, DraftQuote } from '@tributary/sdk/wire'
import { post } from '../../data/index.ts'
import { Mark, Money, nameOf, Problem, Skeleton } from '../../design/index.ts'
import { useSession } from '../../wallet/index.ts'
import { type Piece, piecesOf } from './pieces.ts'

type TenDollarsProps = { readonly input: DraftInput | undefined; readonly part?: number }

/** Who gets what of $10, of a work that is not published yet. */
export function TenDollars({ input, part = 0 }: TenDollarsProps) {
  const session = useSession()
  const terms = input && {
    ...input,
    parts: input.parts.slice(0, part + 1).map((each) => ({ ...each, name: 'A work', description: undefined })),
  }
  const { data, error } = useQuery({
    queryKey: ['draft quote', session?.address, terms],
    queryFn: ({ signal }) => post<{ works: { quote: DraftQuote }[] }>('/v1/drafts/quote', terms, { signal }),
    enabled: terms !== undefined && session !== undefined,
    placeholderData: (before) => before,
    retry: false,
  })
  if (input === undefined || session === undefined)
    return <p className="text-muted text-small">It stands here as soon as there is something of yours to publish.</p>
  if (error) return <Problem error={error} />
  const quote = data?.works[part]?.quote
  if (quote === undefined) return <Skeleton className="h-40 w-full" />
  return <Split quote={quote} you={session?.address ?? ''} />
}

function Split({ quote, you }: { readonly quote: DraftQuote; readonly you: string }) {
  const pieces = piecesOf(quote, you)
  return (
    <figure aria-label="Who gets what of 10 dollars" className="flex flex-col gap-4">
      <div aria-hidden="true" className="flex h-12 w-full gap-px overflow-hidden">
        {pieces.map((piece) => (
          <span
            key={piece.key}
            className={`${colors[piece.role]} min-w-0.5 transition-[flex-grow] duration-240 ease-out`}
            style={{ flexGrow: piece.part, flexBasis: 0 }}
          />
        ))}
      </div>
      <ul className="flex flex-col">
        {pieces.map((piece) => (
          <Row key={piece.key} piece={piece} money={{ amount: piece.amount, token: quote.money.token }} />
        ))}
      </ul>
    </figure>
  )
}

/** The colors of money in motion: what stays here, what goes to the model, what goes to its artists. */
const colors = { you: 'bg-flow-3', holder: 'bg-flow-1', contributor: 'bg-flow-2', payee: 'bg-muted' } as const

function Row({ piece, money }: { readonly piece: Piece; readonly money: DraftQuote['money'] }) {
  return (
    <li className="flex items-center gap-3 border-line border-b py-2 text-small last:border-b-0">
      <span aria-hidden="true" className={`h-6 w-1 shrink-0 ${colors[piece.role]}`} />
      <Mark address={piece.person.address} />
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{piece.role === 'you' ? 'You' : nameOf(piece.person)}</span>
        <span className="text-muted"> {piece.words}</span>
      </span>
      <Money money={money} className="font-medium" />
    </li>
  )
}
