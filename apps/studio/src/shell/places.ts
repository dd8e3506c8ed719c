import type { IconName } from '../design/index.ts'

/** Where one can go, in the order of a first visit. */
export const places = [
  { to: '/market', name: 'Market', icon: 'market', about: 'Look around, and license what you like' },
  { to: '/make', name: 'Make', icon: 'make', about: 'Train a model, draw, publish' },
  { to: '/verify', name: 'Verify', icon: 'verify', about: 'Find out what a file is' },
  { to: '/statements', name: 'Statements', icon: 'statements', about: 'What you are owed, and why' },
  { to: '/operations', name: 'Operations', icon: 'operations', about: 'How the studio is doing' },
] as const satisfies readonly { to: string; name: string; icon: IconName; about: string }[]
