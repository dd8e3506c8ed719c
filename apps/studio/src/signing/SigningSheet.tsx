import { useEffect } from 'react'
import { Button, Problem, Sheet } from '../design/index.ts'
import { hasBegun, isDone, type Signing } from './Signing.ts'
import { StepList } from './StepList.tsx'
import { dismiss, proceed, resume } from './sign.ts'
import { type Shown, useShown } from './signingState.ts'
import { Terms } from './Terms.tsx'

/** Explains what is about to be signed, then shows how it goes. One for the whole studio. */
export function SigningSheet() {
  const shown = useShown()
  const { signing } = shown
  useEffect(() => void resume(), [])
  return (
    <Sheet
      open={signing !== undefined}
      onOpenChange={(open) => !open && dismiss()}
      title={signing?.title ?? ''}
      lead={signing && leadOf(signing)}
      foot={signing && <Buttons shown={shown} signing={signing} />}
    >
      {signing && (
        <div className="flex flex-col gap-8">
          {signing.terms && <Terms terms={signing.terms} />}
          <StepList steps={signing.steps} />
          {shown.trouble && <Problem error={shown.trouble} />}
        </div>
      )}
    </Sheet>
  )
}

function leadOf(signing: Signing): string {
  if (isDone(signing)) return 'Done.'
  if (hasBegun(signing)) return 'This has begun. What is done stays done; the rest can go on.'
  return signing.lead ?? 'Nothing happens until you sign.'
}

function Buttons({ shown, signing }: { readonly shown: Shown; readonly signing: Signing }) {
  if (isDone(signing))
    return (
      <Button look="primary" size="large" className="w-full" onClick={dismiss}>
        Close
      </Button>
    )
  return (
    <div className="flex gap-3">
      <Button size="large" onClick={dismiss}>
        {hasBegun(signing) ? 'Later' : 'Not now'}
      </Button>
      <Button look="primary" size="large" className="flex-1" busy={shown.running} onClick={proceed}>
        {labelOf(shown, signing)}
      </Button>
    </div>
  )
}

function labelOf({ running, trouble }: Shown, signing: Signing): string {
  if (running)
    return signing.steps.some((step) => step.state === 'asking') ? 'Look at your wallet' : 'Waiting for the chain'
  if (trouble) return 'Try again'
  if (hasBegun(signing)) return 'Go on'
  const [first] = signing.steps
  if (first?.action.type === 'message')
    return signing.steps.length > 1 ? `Sign ${signing.steps.length} messages` : 'Sign'
  return signing.steps.length > 1 ? `Sign ${signing.steps.length} transactions` : 'Sign and send'
}
