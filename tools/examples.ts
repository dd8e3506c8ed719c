/**
 * Compiles every `@example` in the doc comments of the packages, so that none can rot. A name that an example neither
 * imports nor declares is what its reader has already (`client`, `bytes`), of any type.
 *
 *   node tools/examples.ts
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Example = { readonly place: string; readonly code: string }
type Complaint = { readonly file: string; readonly line: number; readonly message: string }

const root = join(import.meta.dirname, '..')
const folder = join(root, '.cache/examples')
const listing = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'packages/*/src/*.ts'], { cwd: root })
const sources = `${listing}`.split('\n').filter((path) => path.endsWith('.ts') && existsSync(join(root, path)))
const examples = new Map(sources.flatMap(examplesOf))

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
writeConfiguration()
for (const [file, { code }] of examples) writeExample(file, code, new Set())
const given = new Map<string, Set<string>>()
for (const { file, message } of compile()) {
  const name = /Cannot find name '(\w+)'|for the shorthand property '(\w+)'/.exec(message)?.slice(1).find(Boolean)
  if (name !== undefined) given.set(file, (given.get(file) ?? new Set()).add(name))
}
for (const [file, names] of given) writeExample(file, examples.get(file)!.code, names)
const complaints = compile()
for (const { file, line, message } of complaints) {
  console.error(`${examples.get(file)?.place ?? file}: line ${line} of the example: ${message}`)
}
console.log(`${examples.size} examples, ${complaints.length} errors`)
process.exitCode = complaints.length > 0 ? 1 : 0

/** The TypeScript blocks that follow `@example`, by the name of a file for each. */
function examplesOf(path: string): [string, Example][] {
  const text = readFileSync(join(root, path), 'utf8')
  return [...text.matchAll(/@example\s*\n\s*\*\s*```ts\n([\s\S]*?)\n\s*\*\s*```/g)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length
    const code = (match[1] ?? '').replace(/^\s*\* ?/gm, '')
    return [`${path.replace(/\.ts$/, '').replaceAll('/', '.')}.${line}.ts`, { place: `${path}:${line}`, code }]
  })
}

/** Declarations stand behind the example, so that line numbers stay. */
function writeExample(file: string, code: string, names: ReadonlySet<string>): void {
  const declarations = [...names].map((name) => `declare const ${name}: any\n`)
  writeFileSync(join(folder, file), `${code}\nexport {}\n${declarations.join('')}`)
}

function writeConfiguration(): void {
  // `any` is for the given names, and what follows from them.
  const compilerOptions = { isolatedDeclarations: false, declaration: false, noImplicitAny: false }
  const configuration = { extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration))
}

function compile(): Complaint[] {
  const tsc = join(root, 'node_modules/.bin/tsc')
  const { stdout, status } = spawnSync(tsc, ['-p', folder], { cwd: folder, encoding: 'utf8' })
  const lines = [...stdout.matchAll(/^([^\s(]+)\((\d+),\d+\): error TS\d+: (.*)$/gm)]
  const found = lines.map(([, file = '', line, message = '']) => ({ file, line: Number(line), message }))
  // Packages are compiled beside their examples; what is wrong with them is for `npm run types` to say.
  const own = found.filter(({ file }) => examples.has(file))
  return status !== 0 && found.length === 0 ? [{ file: 'tsc', line: 0, message: stdout }] : own
}
