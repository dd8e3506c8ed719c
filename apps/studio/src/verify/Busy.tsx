import { Button, Progress } from '../design/index.ts'
import { type Step, steps } from './judge/Judgement.ts'

const words: { readonly [step in Step]: string } = {
  load: 'Getting the validator ready',
  credential: 'Reading its credential',
  pixels: 'Decoding the picture and hashing its pixels',
  known: 'Asking this studio whether it knows the hashes',
  model: 'Fetching the model that its recipe names',
  redraw: 'Drawing the recipe again',
  chain: 'Asking the chain about the key, the holder and the time',
}

/** What a verification is busy with. */
export function Busy({ step, onCancel }: { readonly step: Step | undefined; readonly onCancel: () => void }) {
  return (
    <div className="flex max-w-xl animate-appear flex-col items-start gap-4">
      <div className="w-full">
        <Progress
          label={step === undefined ? 'Waiting for its turn' : words[step]}
          done={step === undefined ? 0 : steps.indexOf(step) + 1}
          total={steps.length}
          unit="steps"
        />
      </div>
      <Button size="small" icon="stop" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
