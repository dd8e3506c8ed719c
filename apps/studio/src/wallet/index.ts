/** Who acts. `needWallet` leads to an account that can; the rest shows it. */
export { needWallet } from './needWallet.ts'
export { SignedIn } from './SignedIn.tsx'
export { useSession } from './useSession.ts'
export { useWallet } from './walletState.ts'
