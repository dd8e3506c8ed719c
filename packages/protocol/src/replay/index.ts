export { id } from './id.ts'
export { ledger } from './ledger.ts'
export { tree } from './tree.ts'
