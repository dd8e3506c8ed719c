import { defineConfig } from 'vitest/config'

const slow = '**/*.{integration,crash,browser,e2e}.test.ts'
const include = ['{packages,apps,spec,tools,lab,examples}/**/*.test.ts']
const exclude = ['**/node_modules/**', 'lab/onnx/**']

export default defineConfig({
  test: {
    // Two cores: more workers than that only fight each other while anvil and wasm run beside them.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'fast', include, exclude: [...exclude, slow] } },
      { extends: true, test: { name: 'slow', include: [`{packages,apps,spec,tools,lab,examples}/${slow}`], exclude } },
    ],
  },
})
