import { Disclosure, Hash, Icon, Turning } from '../design/index.ts'
import { type Action, type Step, type StepState, titleOf } from './Signing.ts'

/** Every signature that will be asked for, and where each stands. */
export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol aria-live="polite" className="flex flex-col">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps never change their order
        <li key={index}>
          <StepLine step={step} number={index + 1} />
        </li>
      ))}
    </ol>
  )
}

const words: Record<StepState, string> = {
  waiting: 'Not signed yet',
  asking: 'Your wallet is asking',
  sent: 'Sent, waiting for a block',
  done: 'Done',
}

function stateOf({ state, action }: Step): string {
  if (action.type === 'message' && state === 'done') return 'Signed'
  if (action.type === 'order' && state === 'sent') return 'Signed; the studio is sending it'
  return words[state]
}

function StepLine({ step, number }: { readonly step: Step; readonly number: number }) {
  const { action } = step
  return (
    <Disclosure
      open={action.type === 'message'}
      summary={
        <span className="flex items-start gap-4">
          <Mark state={step.state} number={number} />
          <span className="min-w-0">
            <span className="block">{titleOf(step)}</span>
            <span className="block text-muted text-small">{stateOf(step)}</span>
          </span>
        </span>
      }
    >
      {step.transaction && (
        <p className="mb-4 text-small">
          Transaction <Hash value={step.transaction} />
        </p>
      )}
      <Details action={action} />
    </Disclosure>
  )
}

function Mark({ state, number }: { readonly state: StepState; readonly number: number }) {
  return (
    <span className="flex size-6 shrink-0 items-center justify-center font-mono text-muted text-small">
      {state === 'done' && (
        <span className="text-good">
          <Icon name="check" />
        </span>
      )}
      {state === 'waiting' && number}
      {(state === 'asking' || state === 'sent') && <Turning />}
    </span>
  )
}

/** Exactly what the wallet is given, for those who want to compare. */
function Details({ action }: { readonly action: Action }) {
  if (action.type === 'call')
    return (
      <dl className="flex flex-col gap-2 text-small">
        <Detail name="To">
          <Hash value={action.call.to} />
        </Detail>
        <Detail name="Value">{action.call.value} wei</Detail>
        <Detail name="Data">
          <code className="block max-h-32 overflow-y-auto break-all font-mono text-caption text-muted">
            {action.call.data}
          </code>
        </Detail>
      </dl>
    )
  if (action.type === 'order') return <Exact values={action.order.typedData.message} />
  return (
    <div className="flex flex-col gap-4 text-small">
      <dl className="flex flex-col gap-2">
        {action.message.words.map(({ label, value }) => (
          <Detail key={label} name={label}>
            {value}
          </Detail>
        ))}
      </dl>
      <Exact values={action.message.data.message} />
    </div>
  )
}

/** Typed data, as the wallet will show it. */
function Exact({ values }: { readonly values: unknown }) {
  return (
    <pre className="max-h-48 overflow-auto font-mono text-caption text-muted">{JSON.stringify(values, null, 2)}</pre>
  )
}

function Detail({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_1fr] gap-4">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
