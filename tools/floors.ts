/**
 * Checks that every dependency stands on a strictly lower floor, so that there are no cycles.
 *
 *   node tools/floors.ts
 *
 * 0 spec, license texts · 1 engine, protocol, provenance · 2 attribution, sdk · 3 apps · 4 examples, lab
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

type Manifest = { readonly name: string; readonly dependencies?: object; readonly devDependencies?: object }

const root = join(import.meta.dirname, '..')
const floors: readonly (readonly RegExp[])[] = [
  [/^(spec|docs\/licenses)\//],
  [/^packages\/(engine|protocol|provenance)\//],
  [/^packages\/(attribution|sdk)\//],
  [/^apps\/[^/]+\//],
  [/^(examples|lab)\//],
]
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => existsSync(join(root, path)))
const manifests = files.filter((path) => /^(spec|packages\/[^/]+|apps\/[^/]+)\/package\.json$/.test(path))
const folders = new Map(manifests.map((path) => [readManifest(path).name, `${dirname(path)}/`]))
const complaints: string[] = []

for (const path of manifests) {
  const { dependencies = {}, devDependencies = {} } = readManifest(path)
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const folder = folders.get(name)
    if (folder !== undefined) check(path, folder)
    else if (name.startsWith('@tributary/')) complaints.push(`${path}: ${name} does not exist`)
  }
}
for (const path of files.filter((path) => /\.(ts|tsx|mts|mjs|js)$/.test(path) && floorOf(path) !== undefined)) {
  for (const specifier of specifiersOf(readFileSync(join(root, path), 'utf8'))) checkImport(path, specifier)
}
for (const complaint of complaints) console.error(complaint)
console.log(`${files.length} files, ${folders.size} packages, ${complaints.length} on the wrong floor`)
process.exitCode = complaints.length > 0 ? 1 : 0

function checkImport(path: string, specifier: string): void {
  if (specifier.startsWith('.')) {
    const target = normalize(join(dirname(path), specifier))
    if (unitOf(target) !== unitOf(path)) check(path, target)
    return
  }
  const name = specifier.split('/').slice(0, 2).join('/')
  const folder = folders.get(name)
  if (folder === undefined) return
  check(path, folder)
  if (unitOf(path) === folder) return
  const own = join(unitOf(path) ?? '', 'package.json')
  const { dependencies = {}, devDependencies = {} } = existsSync(join(root, own)) ? readManifest(own) : {}
  const declared = isTest(path) ? { ...dependencies, ...devDependencies } : dependencies
  if (manifests.includes(own) && !(name in declared)) complaints.push(`${path}: ${name} is not a dependency in ${own}`)
}

function check(path: string, target: string): void {
  const [own, other] = [floorOf(path), floorOf(target)]
  if (unitOf(path) === unitOf(target)) return
  if (own === undefined || other === undefined || other >= own) {
    complaints.push(`${path} (floor ${own}) uses ${target} (floor ${other ?? 'none'}); it must stand strictly lower`)
  }
}

/** The package or folder that is a part of its own. */
function unitOf(path: string): string | undefined {
  return /^(packages\/[^/]+|apps\/[^/]+|[^/]+)\//.exec(path)?.[0]
}

function floorOf(path: string): number | undefined {
  const floor = floors.findIndex((units) => units.some((unit) => unit.test(path)))
  return floor < 0 ? undefined : floor
}

function isTest(path: string): boolean {
  return /\.(test|test-d|bench)\.tsx?$|\/test\//.test(path)
}

/** Whatever stands between quotes after `from`, `import` or `resolve`; examples in comments are left out. */
function specifiersOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(/\b(?:from|import|import\(|resolve\()\s*['"]([^'"\n]+)['"]/g)].map(
    ([, specifier]) => specifier!,
  )
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest
}
