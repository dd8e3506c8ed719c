// Written by tools/abi.ts from contracts/src; do not edit.
import type { Hex } from 'viem'

/** The creation code of Works, without constructor arguments. */
export const worksBytecode: Hex = '0x'
