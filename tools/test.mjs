// `npm test`: installs what is missing, then runs every test: TypeScript (unit, property, vectors, integration, crash, browser) and Solidity (unit, fuzz, invariants).
import { findChromium } from './chromium.mjs'
import { install } from './install.mjs'
import { runTogether } from './steps.mjs'
import { buildStudio } from './studio.mjs'

install()
// Browser tests and those of the whole studio want the web studio as it is now.
await buildStudio()
// Compiling the contracts keeps one core busy for minutes; the other tests need little more than the other core.
await runTogether([
  ['contracts', 'tools/forge test'],
  ['packages, apps and examples', 'vitest run', { CHROME_PATH: findChromium() }],
])
