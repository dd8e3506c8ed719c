// `.ci/run`: npm test plus everything that is checked but not a test.
import { install } from './install.mjs'
import { runSteps } from './steps.mjs'

install()
await runSteps([
  [
    'format and lint',
    'biome check . && tools/forge fmt --check && solhint --disc --max-warnings 0 "contracts/src/**/*.sol"',
  ],
  ['types', 'tsc -p tsconfig.json && tsc -p tsconfig.doors.json'],
  ['unused code', 'knip'],
  ['floors', 'node tools/floors.ts'],
  ['purity', 'node tools/purity.ts'],
  ['rules', 'node tools/rules.ts'],
  ['links', 'node tools/links.ts'],
  ['examples', 'node tools/examples.ts'],
  ['benchmarks', 'node tools/gas.ts --check'],
  ['size of the web studio', 'node tools/bundle.mjs'],
  ['vectors', 'node tools/vectors.ts --check'],
  ['tests', 'npm test'],
  [
    'invariants, 1,000,000 calls',
    'tools/forge test --match-path "contracts/test/invariant/**"',
    { FOUNDRY_PROFILE: 'ci' },
  ],
  ['ABIs and bytecode', 'tools/forge build && node tools/abi.ts --check'],
  ['gas snapshots', 'tools/forge test --match-path "contracts/test/gas/**"', { FORGE_SNAPSHOT_CHECK: 'true' }],
  ['the main job', 'npm start -- --once'],
])
