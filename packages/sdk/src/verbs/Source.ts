import { Bucket, Work } from '@tributary/protocol'
import type { Address } from 'viem'

/** Which money of which work a call is about. */
export type Source = {
  readonly work: Work.Work
  /** `sales` by default. */
  readonly bucket?: Bucket.Kind | undefined
  readonly token: Address
}

/** The work and the bucket's number, as the ledger takes them. */
export function toAbi({ work, bucket = 'sales' }: Pick<Source, 'work' | 'bucket'>): {
  work: Work.AbiWork
  bucket: number
} {
  return { work: Work.toAbi(work), bucket: Bucket.kindToAbi(bucket) }
}
