export {
  as,
  ChainResetError,
  type Client,
  connect,
  NoAccountError,
  NoStoreError,
  NotDeployedError,
  reach,
  WrongChainError,
} from './client/Client.ts'
export { explained, RefusedError, UnreachableError } from './client/explain.ts'
export { isReverted, RevertedError } from './client/Reverted.ts'
export {
  type Call,
  FailedInBlockError,
  KeyTakenError,
  NoGasMoneyError,
  NotMinedError,
  type Once,
  type Sent,
} from './client/send.ts'
export { developmentChains, isWellKnown, WellKnownKeyError } from './client/wellKnownKeys.ts'
export * as Deployment from './deploy/Deployment.ts'
export {
  type Deployed,
  deploy,
  deployTestDollar,
  NoFactoryError,
  NotDevelopmentError,
  WrongCodeError,
} from './deploy/deploy.ts'
export * as Journal from './journal/Journal.ts'
export { type Authorized, authorizeKey, findAuthorization } from './publish/authorizeKey.ts'
export { type Composed, compose } from './publish/compose.ts'
export type { Content, Draft, File, Origin, Terms } from './publish/Draft.ts'
export { type DatasetDraft, draftDataset, NoAddressError, type Payee } from './publish/draftDataset.ts'
export { draftImport } from './publish/draftImport.ts'
export { draftModel } from './publish/draftModel.ts'
export { draftOutput } from './publish/draftOutput.ts'
export { draftRemix } from './publish/draftRemix.ts'
export { type Creator, NoJournalError, type Publisher } from './publish/Publisher.ts'
export { type Prepared, prepare } from './publish/prepare.ts'
export { type Published, publishWork, publishWorks } from './publish/publishWorks.ts'
export { type Release, type Released, release } from './publish/release.ts'
export { reserveShares } from './publish/reserveShares.ts'
export { defaultShares, type Shares } from './publish/shares.ts'
export { DifferenceError } from './read/audit.ts'
export { chainAnswer } from './read/chainAnswer.ts'
export { paidFor } from './read/closing.ts'
export { type Events, readEvents } from './read/events.ts'
export { booksOf, ledgerOf, type Rebuilt } from './read/ledgerOf.ts'
export { type Reconciled, reconcile, type TokenTotals } from './read/reconcile.ts'
export { type Line, type Statement, statement, statementOf, type Totals } from './read/statement.ts'
export { defaultToken, NoDefaultTokenError, NoTokenError, readToken, type Token } from './read/token.ts'
export { assertPayable } from './store/assertPayable.ts'
export { lineageOf, WrongPreimageError, wholeLineage, workOf } from './store/lineage.ts'
export { putTree, treeOf, WrongTreeError } from './store/trees.ts'
export * as Attestation from './verbs/Attestation.ts'
export { anchor } from './verbs/anchor.ts'
export { anchoredAt } from './verbs/anchoredAt.ts'
export { approve, InsufficientBalanceError } from './verbs/approve.ts'
export { authorize, EmptyPeriodError } from './verbs/authorize.ts'
export { batch, batchCall, ForeignCallError } from './verbs/batch.ts'
export { type Bought, buy, NoMaxPriceError, NothingBoughtError } from './verbs/buy.ts'
export { cancel } from './verbs/cancel.ts'
export { cancelAll } from './verbs/cancelAll.ts'
export { cancelTransfer } from './verbs/cancelTransfer.ts'
export { checkoutOf } from './verbs/checkoutOf.ts'
export { claim, claimCall } from './verbs/claim.ts'
export { callsAtOnce, claimAll, claimAllCalls } from './verbs/claimAll.ts'
export { claimTree, claimTreeCall } from './verbs/claimTree.ts'
export { collect, collectCall } from './verbs/collect.ts'
export { counterOf } from './verbs/counterOf.ts'
export { declare } from './verbs/declare.ts'
export { deliver, type Instruction, signDeliver } from './verbs/deliver.ts'
export { distribute, distributeCall } from './verbs/distribute.ts'
export { epochOf } from './verbs/epochOf.ts'
export { exclusiveUntil } from './verbs/exclusiveUntil.ts'
export { holderOf } from './verbs/holderOf.ts'
export { isAuthentic } from './verbs/isAuthentic.ts'
export { isAuthorized } from './verbs/isAuthorized.ts'
export { isCancelled } from './verbs/isCancelled.ts'
export { isLinked } from './verbs/isLinked.ts'
export { isMinted } from './verbs/isMinted.ts'
export { isValid } from './verbs/isValid.ts'
export { link } from './verbs/link.ts'
export { listOffer } from './verbs/listOffer.ts'
export type { Moves } from './verbs/Moves.ts'
export { mint } from './verbs/mint.ts'
export { mintFor } from './verbs/mintFor.ts'
export { owed } from './verbs/owed.ts'
export { pay } from './verbs/pay.ts'
export { payMany } from './verbs/payMany.ts'
export { publish, publishCall } from './verbs/publish.ts'
export { holdersOf, quote } from './verbs/quote.ts'
export { receiverOf } from './verbs/receiverOf.ts'
export { refund, signRefund } from './verbs/refund.ts'
export { renew } from './verbs/renew.ts'
export { reportOf } from './verbs/reportOf.ts'
export { revoke } from './verbs/revoke.ts'
export { revokeAll } from './verbs/revokeAll.ts'
export { settle, settleCall } from './verbs/settle.ts'
export { settleCheckout } from './verbs/settleCheckout.ts'
export { settleLineage, settleLineageCall } from './verbs/settleLineage.ts'
export { signMint } from './verbs/signMint.ts'
export { NotHolderError, type SignedOffer, signOffer } from './verbs/signOffer.ts'
export { outputMessage, signOutput } from './verbs/signOutput.ts'
export { type Authorization, domainOf, signTransfer } from './verbs/signTransfer.ts'
export { signVoucher } from './verbs/signVoucher.ts'
export { soldOf } from './verbs/soldOf.ts'
export { stateOf } from './verbs/stateOf.ts'
export { submit } from './verbs/submit.ts'
export { submitTransfer } from './verbs/submitTransfer.ts'
export { sweep, sweepCall } from './verbs/sweep.ts'
export { noteCheckout, sweepCheckout } from './verbs/sweepCheckout.ts'
export { transfer } from './verbs/transfer.ts'
export { use } from './verbs/use.ts'
export { usesOf } from './verbs/usesOf.ts'
