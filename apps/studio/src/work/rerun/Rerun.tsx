import { useQuery } from '@tanstack/react-query'
import type { File, Work } from '@tributary/sdk/wire'
import { useEffect, useRef, useState } from 'react'
import { queries } from '../../data/index.ts'
import { Button, Problem, Progress } from '../../design/index.ts'
import { pixelsOf, type Recipe, recipeOf } from '../verdict/evidenceOf.ts'
import { Proof } from './Proof.tsx'
import { type Drawn, rerun, type Stage } from './rerun.ts'

/** Draws the picture a second time, here, and compares the bytes. Nobody needs to be believed. */
export function Rerun({ work }: { readonly work: Work }) {
  const recipe = recipeOf(work)
  const pixels = pixelsOf(work)
  const model = useModelFile(work, recipe)
  if (!recipe || !pixels || !work.picture) return null
  return (
    <section aria-labelledby="rerun" className="flex flex-col gap-4">
      <h2 id="rerun" className="font-serif text-title">
        Do not take our word for it
      </h2>
      <p className="text-muted">
        Your browser can draw this picture from its recipe with the same engine. If every pixel is equal, the recipe is
        true.
      </p>
      {model ? (
        <Attempt work={work} recipe={recipe} model={model} pixels={pixels} />
      ) : (
        <p className="text-small text-warn">The file of its model is not in this studio, so it cannot be drawn here.</p>
      )}
    </section>
  )
}

type AttemptProps = { readonly work: Work; readonly recipe: Recipe; readonly model: File; readonly pixels: string }

function Attempt({ work, recipe, model, pixels }: AttemptProps) {
  const [stage, setStage] = useState<Stage>()
  const [drawn, setDrawn] = useState<Drawn>()
  const [trouble, setTrouble] = useState<unknown>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const start = async () => {
    stop.current = new AbortController()
    const { signal } = stop.current
    setTrouble(undefined)
    setStage({ at: 'fetching', bytes: 0, of: model.size })
    await rerun({ recipe, model, signal, onStage: setStage })
      .then(setDrawn, (error: unknown) => !signal.aborted && setTrouble(error))
      .finally(() => setStage(undefined))
  }
  if (drawn) return <Proof work={work} drawn={drawn} expected={pixels} />
  return (
    <div className="flex flex-col gap-4" aria-live="polite">
      {stage && <StageBar stage={stage} />}
      {trouble !== undefined && <Problem error={trouble} />}
      {stage ? (
        <Button className="self-start" icon="stop" onClick={() => stop.current?.abort()}>
          Stop
        </Button>
      ) : (
        <Button className="self-start" icon="play" onClick={start}>
          Run it again in my browser
        </Button>
      )}
    </div>
  )
}

function StageBar({ stage }: { readonly stage: Stage }) {
  if (stage.at === 'drawing') return <Progress label="Drawing every pixel again" done={0} total={0} />
  return (
    <Progress
      label="Fetching the model"
      done={Math.round(stage.bytes / 1000)}
      total={Math.max(1, Math.round(stage.of / 1000))}
      unit="kB"
    />
  )
}

/** The file of the model that the recipe names, among the parents of the work. */
function useModelFile(work: Work, recipe: Recipe | undefined): File | undefined {
  const parent = work.parents.find(({ kind }) => kind === 'model')
  const { data } = useQuery({
    ...queries.work(parent?.id ?? ''),
    enabled: parent !== undefined && recipe !== undefined,
  })
  return data?.files.find((file) => file.sha256 === recipe?.model)
}
