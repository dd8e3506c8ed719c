/** What a refusal means, with the error's values in braces, and what to do about it. */
export type Sentence = { readonly what: string; readonly hint?: string }

/** A sentence for every error that the contracts and common tokens throw, by the error's name. */
export const sentences: Readonly<Record<string, Sentence>> = {
  // Any work
  TooManyFlows: {
    what: 'The work has {count} flows; the most is {limit}.',
    hint: 'Put further payees into a contribution tree.',
  },
  UnknownKind: { what: 'Flow {flow} is of kind {kind}; it must be 0 (work), 1 (account) or 2 (tree).' },
  SharesTooHigh: {
    what: 'The shares add up to {shares} parts per million; the most is {limit}.',
    hint: 'Lower a share.',
  },
  ResaleTooHigh: {
    what: 'The resale rate is {resale} parts per million; the most is {limit}.',
    hint: 'Lower the rate.',
  },

  // Works
  NotHome: {
    what: 'The home of this work is {home}; this contract is {here}.',
    hint: 'Mint and authorize on the chain and contract that the work names as its home.',
  },
  NotCreator: {
    what: 'The caller {caller} is not the creator {creator}.',
    hint: 'Send it from the creator, or mint with the signature of the creator (mintFor).',
  },
  NotHolder: {
    what: 'The caller {caller} is not the holder {holder}.',
    hint: 'Only the holder of a model may authorize or revoke its keys.',
  },
  AlreadyMinted: { what: 'The work {work} is minted already; a work is minted once.' },
  Expired: {
    what: 'The signature was good until {deadline}; it is {time} now.',
    hint: 'Ask for a new signature with a later deadline.',
  },
  BadSignature: {
    what: 'The account {creator} did not sign the digest {digest}.',
    hint: 'Sign with the key of the creator, for this chain and contract.',
  },
  NotAuthentic: {
    what: 'No key of the model {origin} that was authorized at the proven time signed the output {work}.',
    hint: 'Authorize the key before it signs, or anchor the output while the key is authorized.',
  },
  NoOrigin: { what: 'The work {work} names no model, so it comes with an empty attestation.' },
  BadPeriod: {
    what: 'The period from {from} until {until} is not possible; it is {time} now.',
    hint: 'Begin now or later, and end after the beginning.',
  },
  ZeroKey: { what: 'The zero address is no key.' },
  AlreadyAuthorized: {
    what: 'The key {key} was authorized for the model {model} before; a key is authorized once.',
    hint: 'Make a new key for a new period.',
  },
  NotAuthorized: { what: 'The key {key} has no authority over the model {model} that could be taken away.' },

  // Ledger
  Locked: {
    what: 'A token called back while the ledger was moving tokens.',
    hint: 'This token cannot be used like that.',
  },
  GrossTooHigh: {
    what: 'The bucket has earned {gross}; a payment of {amount} passes the most a bucket may earn, 2^128 - 1.',
  },
  BalanceFell: { what: 'The token {token} took money away while it was being paid: {before} became {afterwards}.' },
  NoBalance: {
    what: 'The token {token} does not say what the ledger holds.',
    hint: 'Is it an ERC-20 token on this chain?',
  },
  NoSuchFlow: { what: 'The flow {flow} does not exist; the work has {count}.' },
  WrongKind: { what: 'The flow is of kind {kind}; it must be {expected} (0 work, 1 account, 2 tree).' },
  NoSuchMove: {
    what: 'The moves {moves} name a flow that does not exist; the work has {count}, and bit 32 is the residual.',
  },
  NothingOwed: {
    what: 'Nothing is owed from bucket {bucket} in token {token}.',
    hint: 'It may have been paid already: read the statement.',
  },
  NotPayableHere: {
    what: 'The account {account} cannot be paid on this chain.',
    hint: 'An account of another chain is paid there; a contract must name its chain.',
  },
  NotPayee: {
    what: 'The caller {caller} is not the payee {payee}, so it cannot name another recipient.',
    hint: 'Leave the recipient out, or send it from the payee.',
  },
  NoHolder: {
    what: 'The home {home} of this work names no holder here.',
    hint: 'The residual is paid on the chain of the home.',
  },
  Held: {
    what: 'The arbiter {arbiter} holds the residual.',
    hint: 'Everything but the residual can be claimed; ask the arbiter about the rest.',
  },
  TooLittleGas: {
    what: 'The transaction has {left} gas left; asking the home or the arbiter needs {needed}.',
    hint: 'Send it with more gas.',
  },

  // Contribution trees
  ZeroWeight: { what: 'A leaf weighs 0.', hint: 'Leave out who contributed nothing.' },
  ProofTooLong: { what: 'The proof has {count} siblings; the most is {limit}.' },
  UnusedPathBits: { what: 'The path {path} says more than {count} siblings need; its other bits must be 0.' },
  TotalTooHigh: { what: 'The weights add up to {total}; the most is 2^128 - 1.' },
  NotInTree: {
    what: 'The leaf leads to the root {proven}; the flow names {root}.',
    hint: 'The leaf, its weight or its proof belongs to another tree.',
  },

  // Licenses
  WrongWork: { what: 'The work shown is {shown}; the offer is for {offered}.' },
  NotAtHome: { what: 'The home of this work is {home}; its licenses are sold there only.' },
  WrongEpoch: {
    what: 'The offer was signed in epoch {offered}; the work changed hands since and is in epoch {current}.',
    hint: 'Ask the new holder for an offer.',
  },
  WrongCounter: {
    what: 'The offer names the counter {offered}; its signer is at {current} and withdrew all earlier offers.',
    hint: 'Ask for a new offer.',
  },
  OfferCancelled: { what: 'The offer {offer} was withdrawn by its signer.', hint: 'Ask for a new offer.' },
  OfferExpired: { what: 'The offer could be bought until {validUntil}.', hint: 'Ask for a new offer.' },
  WrongSignature: {
    what: 'The holder {holder} did not sign this offer.',
    hint: 'The terms were changed, or the signer does not hold the work.',
  },
  InvalidOffer: { what: 'The terms of the offer {offer} contradict each other or pass a limit.' },
  WrongBuyer: { what: 'The buyer is {buyer}; the offer is for {only} only.' },
  SoldOut: { what: 'All {supply} licenses of the offer {offer} are sold.' },
  ExclusiveInForce: { what: 'Somebody holds right {right} of the work {work} exclusively until {until}.' },
  PriceTooHigh: {
    what: 'The price is {amount}; the buyer pays at most {maxPrice}.',
    hint: 'Accept a higher price, or wait for the feed.',
  },
  PriceNotPositive: { what: 'The price feed answered {answer}.' },
  PriceStale: { what: 'The price feed was updated at {updatedAt}; the offer accepts at most {maxAge} seconds.' },
  PriceOutOfBounds: { what: 'The price is {amount}; the seller signed {minPrice} to {maxPrice}.' },
  PaidShort: {
    what: 'The ledger received {credited}; {due} was due.',
    hint: 'Tokens that take a fee cannot pay for licenses.',
  },
  ExpiryTooFar: { what: 'The license would expire at {expiry}; the latest is 2^48 - 2.' },
  WrongOffer: { what: 'The license {license} was not sold under the offer {offer}.' },
  NotRenewable: {
    what: 'The license {license} cannot be renewed: it lasts for ever, or its rights ended for another reason.',
  },
  NotListed: { what: 'Nobody listed the offer of the license {license}.' },
  FeedNotListable: { what: 'The price of the offer follows the feed {feed}; only fixed prices can be listed.' },
  DurationNotOffered: { what: 'The extension is {duration} seconds; it must be a multiple of {offered}.' },
  EtherRefused: { what: 'The call carries {value} wei of ether; the price is in the offer token.' },
  NotValid: {
    what: 'The license {license} does not grant right {right} now.',
    hint: 'Check its duration, uses, reports and rights.',
  },
  NotLicensee: { what: 'The caller {caller} does not own the license {license}.' },
  NotTransferable: { what: 'The license {license} may not be resold.' },
  VoucherOutdated: { what: 'The voucher shows {shown} uses; {used} are recorded already.' },
  TooManyUses: { what: 'That would be use {used}; the license includes {uses}.' },
  TotalShrank: {
    what: 'The declared total is {total}; {declared} was declared before.',
    hint: 'Declare revenue since the start, not since the last report.',
  },
  CapPassed: { what: 'The declared total is {total}; the license ends at {cap}.' },
  AlreadyLinked: { what: 'The derivative {derivative} relies on the license {license} already.' },
  BrokenPath: { what: 'At step {step} the path does not lead on to the licensed work.' },
  ShareTooLow: {
    what: 'Along the path the licensed work is owed {share} parts per million; the license asks {required}.',
  },
  Ended: { what: 'The rights of the license {license} have ended.' },

  // Addresses that are commitments
  NothingToSweep: { what: 'There is nothing to sweep in token {token}.' },
  FeedRefused: { what: 'The offer follows the price feed {feed}; a checkout has one price.' },
  WrongValue: { what: 'The authorization is for {value}; the price is {price}.' },
  NotArrived: {
    what: 'Of {value} that were authorized not all arrived: the balance went from {before} to {afterwards}.',
  },
  AlreadyDone: { what: 'The payment with nonce {nonce} of {payer} was settled, delivered or refunded already.' },
  DeadlinePassed: { what: 'The instruction of the gateway was good until {deadline}.' },
  WrongGateway: { what: 'The gateway {gateway} did not sign this instruction.' },
  NotePending: { what: 'Money was noted already; it may be swept at {sweepAt}.' },
  UnexpectedPull: { what: '{caller} asked for money outside a purchase or sweep.' },
  AuthorizationRefused: {
    what: 'The token refused the payment authorization: {reason}',
    hint: 'It may be used, cancelled, expired or badly signed: ask the payer for a new one.',
  },
  CallFailed: { what: 'A call of {target} failed: {answer}' },
  NotMade: { what: 'The address {purse} could not be deployed.' },
  NotLedger: { what: '{caller} asked for money outside a payment.' },

  // Tokens
  ERC20InsufficientBalance: { what: '{sender} holds {balance}; {needed} is needed.' },
  ERC20InsufficientAllowance: { what: '{spender} may move {allowance}; {needed} is needed.' },
  InsufficientBalance: { what: 'The balance is too low for this transfer.' },
  InsufficientAllowance: { what: 'The allowance is too low for this transfer.' },
  TransferFailed: {
    what: 'The token refused the transfer.',
    hint: 'It may be paused, or one of the two may be blocked.',
  },
  TransferFromFailed: {
    what: 'The token refused the transfer.',
    hint: 'Check balance and allowance; it may also be paused or have blocked one of the two.',
  },
  ApproveFailed: { what: 'The token refused the approval.' },
  InvalidSignature: { what: 'The signature is not of the account that it is said to be of.' },
  ERC20InvalidApprover: { what: '{approver} cannot approve.' },
  ERC20InvalidReceiver: { what: '{receiver} cannot receive this token.' },
  ERC20InvalidSender: { what: '{sender} cannot send this token.' },
  ERC20InvalidSpender: { what: '{spender} cannot spend this token.' },
  ERC2612ExpiredSignature: { what: 'The permit was good until {deadline}.' },
  ERC2612InvalidSigner: { what: 'The permit is signed by {signer}; it must be signed by {owner}.' },
  ERC3009InvalidAuthorizationTime: {
    what: 'The payment authorization is good after {validAfter} and before {validBefore}, in seconds since 1970.',
    hint: 'It has expired or is not good yet: ask the payer for another one.',
  },
  ERC3009InvalidSignature: { what: 'The payer did not sign this payment authorization.' },
  ERC3009UsedAuthorization: {
    what: 'The payment authorization {nonce} of {authorizer} was used or cancelled already.',
  },
  ECDSAInvalidSignature: { what: 'The signature is not one.' },
  ECDSAInvalidSignatureLength: { what: 'The signature has {length} bytes; it must have 65.' },
  ECDSAInvalidSignatureS: { what: 'The signature is in its malleable form ({s}).' },
  InvalidAccountNonce: { what: 'The nonce of {account} is {currentNonce} by now.' },
  InvalidShortString: { what: 'A short text is broken.' },
  SafeCastOverflowedUintDowncast: { what: 'The number {value} does not fit into {bits} bits.' },
  StringTooLong: { what: 'The text "{str}" is too long.' },
  AccountBalanceOverflow: { what: 'The account owns too many tokens.' },
  BalanceQueryForZeroAddress: { what: 'The zero address owns nothing.' },
  TokenAlreadyExists: { what: 'The token exists already.' },
  TransferFromIncorrectOwner: { what: 'The token is not owned by the sender named.' },
  TransferToNonERC721ReceiverImplementer: { what: 'The recipient is a contract that does not take tokens.' },
  TransferToZeroAddress: { what: 'Tokens cannot be sent to the zero address.' },
  TokenDoesNotExist: { what: 'There is no such token.', hint: 'It was never minted.' },
  NotOwnerNorApproved: { what: 'The caller neither owns the token nor was approved.' },
  Reentrancy: { what: 'A contract called back where it may not.' },
  Error: { what: 'The contract refused: {reason}.' },
  Panic: { what: 'The contract failed with panic code {code}.' },
}
