import { defineConfig } from 'vitest/config'

const folders = '{packages,apps,spec,tools,lab,examples}'
const slow = '**/*.{integration,crash,browser,e2e}.test.ts'
/** Tests that run a whole studio or a browser: a gigabyte each, so one at a time and after all others. */
const stacks = ['apps/server/test/*.e2e.test.ts', 'apps/studio/**/*.browser.test.ts']
const exclude = ['**/node_modules/**', '**/dist/**', 'lab/onnx/**']

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: [...exclude, slow],
          // Two cores: more workers than that only fight each other while anvil and wasm run beside them.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: [`${folders}/${slow}`],
          exclude: [...exclude, ...stacks],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'stacks', include: stacks, exclude, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
})
