// Written by tools/abi.ts from contracts/src; do not edit.
import type { Hex } from 'viem'

/** The creation code of Checkouts, without constructor arguments. */
export const checkoutsBytecode: Hex = '0x'
