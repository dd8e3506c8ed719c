import { useQueryClient } from '@tanstack/react-query'
import type { Offer, Plan } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post } from '../../data/index.ts'
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
      const signed = await sign((account) => post<Plan>('/v1/plans/buy', { account, offer: offer.id }))
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
