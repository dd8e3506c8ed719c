import { useNavigate } from '@tanstack/react-router'
import type { Job, JobInput } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post } from '../../data/index.ts'
import { Button, notify } from '../../design/index.ts'
import { choicesOf } from './choices.ts'

/** Ways to do once more what ended without success. */
export function Again({ job }: { readonly job: Job }) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string>()
  const start = async (title: string, input: JobInput) => {
    setBusy(title)
    try {
      const { id } = await post<Job>('/v1/jobs', input)
      await navigate({ to: '/make/jobs/$id', params: { id } })
    } catch (error) {
      const detail = error instanceof Error ? error.message : undefined
      notify('It could not be started again', { tone: 'bad', detail })
    }
    setBusy(undefined)
  }
  return (
    <div className="flex flex-wrap gap-2">
      {choicesOf(job).map(({ title, input }, index) => (
        <Button
          key={title}
          look={index === 0 ? 'plain' : 'quiet'}
          {...(index === 0 && { icon: 'refresh' as const })}
          busy={busy === title}
          disabled={busy !== undefined}
          onClick={() => void start(title, input)}
        >
          {title}
        </Button>
      ))}
    </div>
  )
}
