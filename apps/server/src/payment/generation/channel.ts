import { keccak256, toBytes } from 'viem'

/** The channel that an offer of single drawings by a model names: its license is good for what was drawn with it. */
export const generating = keccak256(toBytes('generate'))
