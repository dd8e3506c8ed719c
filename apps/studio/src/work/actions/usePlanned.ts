import type { Plan } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post } from '../../data/index.ts'
import { notify } from '../../design/index.ts'
import { sign } from '../../signing/index.ts'

type Planned = {
  /** What is asked of `/v1/plans/…`; the account that acts is added. */
  readonly plan: 'buy' | 'pay' | 'claim' | 'collect' | 'distribute' | 'mint' | 'cancel'
  readonly terms: Readonly<Record<string, unknown>>
  /** Said when it is done. */
  readonly done: string
  readonly detail?: string
}

/** Something that is planned by the server, explained, signed and sent. */
export function usePlanned({ plan, terms, done, detail }: Planned) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const start = async () => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const signed = await sign((account) => post<Plan>(`/v1/plans/${plan}`, { account, ...terms }))
      if (signed) notify(done, { tone: 'good', detail })
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }
  return { start, busy, trouble }
}
