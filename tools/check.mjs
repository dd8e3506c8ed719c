// `npm run check`: what every commit must pass, in under 90 seconds.
import { install } from './install.mjs'
import { runSteps } from './steps.mjs'

install()
await runSteps([
  ['format and lint', 'biome check . && tools/forge fmt --check'],
  ['types', 'tsc -p tsconfig.json && tsc -p tsconfig.doors.json'],
  ['floors', 'node tools/floors.ts'],
  ['purity', 'node tools/purity.ts'],
  ['rules', 'node tools/rules.ts'],
  ['links', 'node tools/links.ts'],
  ['examples', 'node tools/examples.ts'],
  ['size of the web studio', 'node tools/bundle.mjs'],
  ['fast tests', 'vitest run --project fast'],
])
