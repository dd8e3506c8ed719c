import type { Work } from '@tributary/sdk/wire'
import { Disclosure, Hash, Icon, joined, momentText } from '../../design/index.ts'
import { CheckNow } from './CheckNow.tsx'
import { type Evidence, evidenceOf } from './evidenceOf.ts'

/** One line that says how much of this is proven, and unfolds into the proof. */
export function Verdict({ work }: { readonly work: Work }) {
  const evidence = evidenceOf(work)
  return (
    <section aria-label="Evidence" className="border-line border-t">
      <Disclosure
        summary={
          <span className="flex flex-wrap items-center gap-x-5 gap-y-1">
            {evidence.map((each) => (
              <Mark key={each.name} evidence={each} />
            ))}
          </span>
        }
      >
        <dl className="flex flex-col gap-4 text-small">
          {evidence.map((each) => (
            <div key={each.name} className="grid grid-cols-[6rem_1fr] gap-4">
              <dt className="text-muted">{each.name}</dt>
              <dd>{each.sentence}</dd>
            </div>
          ))}
          <Marks work={work} />
        </dl>
        <CheckNow work={work} />
      </Disclosure>
    </section>
  )
}

function Mark({ evidence }: { readonly evidence: Evidence }) {
  const present = evidence.state === 'present'
  return (
    <span className={joined('inline-flex items-center gap-1.5 text-small', !present && 'text-muted')}>
      <span className={present ? 'text-good' : 'text-muted'}>
        <Icon name={present ? 'check' : 'close'} size={16} />
      </span>
      {evidence.name}
      <span className="sr-only">{present ? 'is there' : 'is missing'}</span>
    </span>
  )
}

/** The numbers behind the sentences. */
function Marks({ work }: { readonly work: Work }) {
  const { attestation, transaction } = work
  return (
    <>
      {transaction && (
        <Row name="Transaction">
          <Hash value={transaction} />
        </Row>
      )}
      {attestation && attestation.signature !== '0x' && (
        <Row name="Signature">
          <Hash value={attestation.signature} />
        </Row>
      )}
      {attestation?.anchoredAt !== undefined && <Row name="Anchored">{momentText(attestation.anchoredAt)}</Row>}
    </>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_1fr] gap-4">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
