#!/usr/bin/env node
// npm ships solc only as wasm; forge wants a native binary. This answers forge's two questions (--version, --standard-json).
// solc-js's own compile() copies the input through a 5 MB stack and dies above 1.25 MB, so the buffer is allocated by hand.
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { createRequire } = require('node:module')

const version = /solc-(\d+\.\d+\.\d+)/.exec(path.basename(process.argv[1]))[1]
const folder = path.dirname(createRequire(fs.realpathSync(__filename)).resolve(`solc-${version}/package.json`))
const remembered = path.join(folder, '.version')

if (process.argv.includes('--version')) process.stdout.write(`solc\nVersion: ${readVersion()}\n`)
else compile()

/** The wasm takes 0.3 s to load and the answer never changes, so it is kept beside the package. */
function readVersion() {
  if (fs.existsSync(remembered)) return fs.readFileSync(remembered, 'utf8')
  const solc = require(path.join(folder, 'soljson.js'))
  const text = solc.UTF8ToString(solc._solidity_version()).replace('.Emscripten.clang', '.Linux.g++')
  fs.writeFileSync(remembered, text)
  return text
}

function compile() {
  const solc = require(path.join(folder, 'soljson.js'))
  const input = fs.readFileSync(0)
  const at = solc._solidity_alloc(input.length + 1)
  solc.HEAPU8.set(input, at)
  solc.HEAPU8[at + input.length] = 0
  process.stdout.write(solc.UTF8ToString(solc._solidity_compile(at, 0, 0)))
}
