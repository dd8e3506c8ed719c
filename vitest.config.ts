import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,apps,spec,tools,lab,examples}/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    // Two cores: more workers than that only fight each other while anvil and wasm run beside them.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
