// `npm test`: installs what is missing, then runs every test: TypeScript (unit, property, vectors, integration, crash, browser) and Solidity (unit, fuzz, invariants).
import { findChromium } from './chromium.mjs'
import { install } from './install.mjs'
import { runSteps } from './steps.mjs'

install()
runSteps([
  ['contracts', 'tools/forge test'],
  ['packages and apps', 'vitest run', { CHROME_PATH: findChromium() }],
])
