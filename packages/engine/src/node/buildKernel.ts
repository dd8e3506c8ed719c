import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import { BaseError } from '../BaseError.ts'
import { sha256 } from '../core/Hex.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../kernel')
const target = join(dirname(fileURLToPath(import.meta.url)), '../kernel/kernel.wasm.ts')

const flags = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--enable',
  'bulk-memory',
  '--importMemory',
]

/** Compiles the kernel from its AssemblyScript sources. The same sources give the same bytes. */
export async function buildKernel(): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined
  const { error, stderr } = await asc.main(['index.ts', '-o', 'kernel.wasm', ...flags], {
    readFile: (name) => readFile(join(root, name), 'utf8').catch(() => null),
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm' && typeof contents !== 'string') wasm = contents
    },
    listFiles: () => [],
  })
  if (error !== null || wasm === undefined) throw new CompileError({ output: stderr.toString(), cause: error })
  return wasm
}

/** The module that carries the kernel into Node, workers and browsers without a fetch. */
export function kernelModule(wasm: Uint8Array): string {
  const base64 = Buffer.from(wasm).toString('base64')
  const lines = base64.match(/.{1,116}/g) ?? []
  return [
    '// Generated from packages/engine/kernel by `npm run kernel -w @tributary/engine`; a test rebuilds and compares it.',
    `export const kernelHash = '${sha256(wasm)}'`,
    `export const kernelBase64 = \`\n${lines.join('\n')}\n\``,
    '',
  ].join('\n')
}

/** The kernel's sources do not compile. */
export class CompileError extends BaseError {
  override readonly name = 'Kernel.CompileError'
  constructor({ output, cause }: { output: string; cause: unknown }) {
    super(`The kernel does not compile:\n${output}`, { cause, hint: 'Correct packages/engine/kernel and build again.' })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wasm = await buildKernel()
  await writeFile(target, kernelModule(wasm))
  console.log(`${wasm.length} bytes, ${sha256(wasm)}`)
}
