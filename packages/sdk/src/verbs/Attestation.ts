import { type Hex, zeroHash } from 'viem'

/** What shows that a model made an output: its key's signature, and the anchor that proves the time; root 0 is now. */
export type Attestation = { readonly signature: Hex; readonly root: Hex; readonly path: readonly Hex[] }

/** The attestation of a work without origin. */
export const none: Attestation = { signature: '0x', root: zeroHash, path: [] }
