export { isWellKnown } from './client/wellKnownKeys.ts'
export * as Journal from './journal/Journal.ts'
