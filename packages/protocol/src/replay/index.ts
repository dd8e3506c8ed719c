export { type Id, id, type Outcome as IdOutcome } from './id.ts'
export {
  type BucketState,
  type CallOutcome,
  ledger,
  type Outcome as LedgerOutcome,
  type TokenState,
  UnknownCallError,
} from './ledger.ts'
export type { Refusal } from './Outcome.ts'
export { UnknownTreeError, UnknownWorkError } from './Story.ts'
export { type Built, type Located, type Outcome as TreeOutcome, tree } from './tree.ts'
