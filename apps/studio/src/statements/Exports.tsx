import { useQuery } from '@tanstack/react-query'
import type { Statement } from '@tributary/sdk/wire'
import { queries } from '../data/index.ts'
import { buttonStyle, Hash, Icon } from '../design/index.ts'

/** The statement to take along, and the proofs that make this server unnecessary. */
export function Exports({ statement }: { readonly statement: Statement }) {
  const path = `/v1/accounts/${statement.account.address}/statement`
  const { data: studio } = useQuery(queries.studio())
  const leaves = statement.lines.filter(({ role }) => role === 'leaf').length
  return (
    <section aria-labelledby="exports" className="grid grid-cols-1 gap-10 md:grid-cols-2">
      <div>
        <h2 id="exports" className="font-serif text-title">
          Take it along
        </h2>
        <p className="mt-2 max-w-prose text-muted">For your books, for a tax office, for a program.</p>
        <div className="mt-4 flex flex-wrap gap-3">
          <a href={`${path}.csv`} download className={buttonStyle()}>
            <Icon name="download" size={18} /> CSV
          </a>
          <a href={`${path}.json`} download className={buttonStyle()}>
            <Icon name="download" size={18} /> JSON
          </a>
          <a href={`${path}.html`} target="_blank" rel="noreferrer" className={buttonStyle()}>
            <Icon name="out" size={18} /> Print
          </a>
        </div>
      </div>
      <div>
        <h2 className="font-serif text-title">You never need our server</h2>
        <p className="mt-2 max-w-prose text-muted">
          {leaves > 0
            ? 'These proofs show your place in each contribution tree. With them anybody can pay you from the contract, even when this studio is gone.'
            : 'Your shares stand in the terms of the works themselves. The contract pays them to you, even when this studio is gone.'}
          {studio && (
            <>
              {' '}
              The contract: <Hash value={studio.contracts.ledger} label="Copy address of the ledger" />
            </>
          )}
        </p>
        <a
          href={`${path}.json?proofs=true`}
          download={`proofs-${statement.account.address}.json`}
          className={buttonStyle('plain', 'normal', 'mt-4')}
        >
          <Icon name="download" size={18} />{' '}
          {leaves === 1 ? 'Download the proof' : `Download ${leaves > 0 ? `${leaves} proofs` : 'what proves it'}`}
        </a>
      </div>
    </section>
  )
}
