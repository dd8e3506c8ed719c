import type { Command } from 'commander'

/** Adds a command to the program. */
export type Register = (program: Command) => void

/**
 * Every command by name, in the order in which help lists them. Each is loaded only when it is called, or when all are
 * shown: the packages behind them take longer to load than most commands take to run.
 */
export const commands: Readonly<Record<string, () => Promise<Register>>> = {
  start: async () => (await import('./start.ts')).start,
  init: async () => (await import('./init.ts')).init,
  doctor: async () => (await import('./doctor.ts')).doctor,
  key: async () => (await import('./key.ts')).key,
  deploy: async () => (await import('./deploy.ts')).deploy,
  completion: async () => (await import('./completion.ts')).completion,
  train: async () => (await import('./train.ts')).train,
  generate: async () => (await import('./generate.ts')).generate,
  publish: async () => (await import('./publish.ts')).publish,
  remix: async () => (await import('./remix.ts')).remix,
  license: async () => (await import('./license.ts')).license,
  pay: async () => (await import('./pay.ts')).pay,
  distribute: async () => (await import('./distribute.ts')).distribute,
  claim: async () => (await import('./claim.ts')).claim,
  collect: async () => (await import('./collect.ts')).collect,
  statement: async () => (await import('./statement.ts')).statement,
  status: async () => (await import('./status.ts')).status,
  verify: async () => (await import('./verify.ts')).verify,
  report: async () => (await import('./report.ts')).report,
  export: async () => (await import('./export.ts')).exportBundle,
  import: async () => (await import('./import.ts')).importBundle,
  id: async () => (await import('./id.ts')).id,
  tree: async () => (await import('./tree.ts')).tree,
  ledger: async () => (await import('./ledger.ts')).ledger,
}
