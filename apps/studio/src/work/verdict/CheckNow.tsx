import { useMutation } from '@tanstack/react-query'
import type { Verification, Work } from '@tributary/sdk/wire'
import { send } from '../../data/index.ts'
import { Button, Icon, Problem } from '../../design/index.ts'

/** Has the file itself checked: credential, signer, bytes, model's key, recipe. */
export function CheckNow({ work }: { readonly work: Work }) {
  const file = work.files.find(({ role }) => role === 'signed') ?? work.files.find(({ role }) => role === 'content')
  const check = useMutation({ mutationFn: () => checkFile(file!.src) })
  if (!file) return null
  return (
    <div className="mt-6 flex flex-col gap-4" aria-live="polite">
      {check.data && <Checks verification={check.data} />}
      {check.isError && <Problem error={check.error} onRetry={() => check.mutate()} />}
      {!check.data && (
        <Button className="self-start" size="small" busy={check.isPending} onClick={() => check.mutate()}>
          Check the file now
        </Button>
      )}
    </div>
  )
}

async function checkFile(src: string): Promise<Verification> {
  const response = await fetch(src)
  return send<Verification>('/v1/verifications', await response.blob())
}

const marks = { true: { icon: 'check', color: 'text-good' }, false: { icon: 'close', color: 'text-bad' } } as const

function Checks({ verification }: { readonly verification: Verification }) {
  return (
    <div className="text-small">
      <p className="mb-3 font-medium">{verification.summary}</p>
      <ul className="flex flex-col gap-2">
        {verification.checks.map((check) => {
          const mark = check.ok === null ? ({ icon: 'more', color: 'text-muted' } as const) : marks[`${check.ok}`]
          return (
            <li key={check.name} className="grid grid-cols-[1rem_1fr] gap-3">
              <span className={mark.color}>
                <Icon name={mark.icon} size={16} />
              </span>
              <span className="wrap-anywhere min-w-0">
                {check.name}
                <span className="block text-muted">{check.detail}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
