// Writes docs/benchmarks/gas.md from the committed gas snapshots, beside the targets and the peers' figures.
// `--check` fails when the page is not what the snapshots say.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

type Row = { readonly target?: number; readonly peer: string }

const snapshots = new URL('../contracts/snapshots/', import.meta.url)
const page = new URL('../docs/benchmarks/gas.md', import.meta.url)

const files = readdirSync(snapshots).filter((file) => file.endsWith('.json'))
const measured: Record<string, number> = Object.assign({}, ...files.map((file) => readNumbers(file)))
const peers = JSON.parse(readFileSync(new URL('../docs/benchmarks/peers.json', import.meta.url), 'utf8')) as Record<
  string,
  Row
>

const text = `# Gas

Every figure is one whole transaction: 21,000 base and calldata in, refunds out, cold storage (\`forge\` with \`isolate\`), solady ERC-20 with non-zero balances. *First* touches a zero slot, *steady* a non-zero one. The peers were measured the same way with their own compiler settings.

Written by \`node tools/gas.ts\` from [contracts/snapshots](../../contracts/snapshots), which \`tools/forge test --match-path "contracts/test/gas/**"\` measures.

| operation | gas | target | peers |
|---|---:|---:|---|
${Object.entries(measured).map(line).join('\n')}
`

if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (readFileSync(page, 'utf8') !== text) {
  process.stderr.write(
    'docs/benchmarks/gas.md is not what the snapshots say.\nHint: run node tools/gas.ts and commit it.\n',
  )
  process.exit(1)
}

function readNumbers(file: string): Record<string, number> {
  const entries = Object.entries(JSON.parse(readFileSync(new URL(file, snapshots), 'utf8')) as Record<string, string>)
  return Object.fromEntries(entries.map(([name, gas]) => [name, Number(gas)]))
}

function line([name, gas]: [string, number]): string {
  const { target, peer = '' } = peers[name] ?? {}
  const missed = target !== undefined && gas > target ? ` (missed by ${format(gas - target)})` : ''
  return `| ${name} | ${format(gas)} | ${target === undefined ? '' : `${format(target)}${missed}`} | ${peer} |`
}

function format(gas: number): string {
  return gas.toLocaleString('en-US')
}
