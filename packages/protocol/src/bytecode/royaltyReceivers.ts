// Written by tools/abi.ts from contracts/src; do not edit.
import type { Hex } from 'viem'

/** The creation code of RoyaltyReceivers, without constructor arguments. */
export const royaltyReceiversBytecode: Hex = '0x'
