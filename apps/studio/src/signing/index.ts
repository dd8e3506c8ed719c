/** Nothing is signed in the studio but through here, where it is explained first. */
export type { Message } from './Signing.ts'
export { sign, signMessages } from './sign.ts'
