// Written by tools/abi.ts from contracts/src; do not edit.
import type { Hex } from 'viem'

/** The creation code of Licenses, without constructor arguments. */
export const licensesBytecode: Hex = '0x'
