import { useQueryClient } from '@tanstack/react-query'
import type { Offer, Plan } from '@tributary/sdk/wire'
import { useState } from 'react'
import { ProblemError, post } from '../../data/index.ts'
import { notify } from '../../design/index.ts'
import { sign } from '../../signing/index.ts'

/** Buys a license through the signing sheet. */
export function useBuying() {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const buy = async (offer: Offer) => {
    setAsking(true)
    setTrouble(undefined)
    try {
      const signed = await sign((account) => planFor(offer, account))
      if (!signed) return
      notify('The license is yours', { tone: 'good', detail: 'It stands beside the work, with its receipt.' })
      await queries.invalidateQueries({ queryKey: ['account', signed.account.toLowerCase()] })
    } catch (error) {
      setTrouble(error)
    } finally {
      setAsking(false)
    }
  }
  return { buy, trouble, asking }
}

/** By one signature where the offer allows it, without ether; else by transactions. */
async function planFor({ id: offer }: Offer, account: string): Promise<Plan> {
  try {
    return await post<Plan>('/v1/plans/order', { account, offer })
  } catch (error) {
    if (error instanceof ProblemError) return post<Plan>('/v1/plans/buy', { account, offer })
    throw error
  }
}
