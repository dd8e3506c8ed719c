// The determinism tests render in a real browser. Chromium is not on npm for every platform, so it is looked for, and on Debian as root installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fail, say } from './install.mjs'

const places = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

export function findChromium() {
  const found = () => places.find((place) => place && existsSync(place))
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("Installing Debian's chromium for the browser tests")
    spawnSync('apt-get update -qq && apt-get install -y -qq chromium', { shell: true, stdio: ['ignore', 2, 2] })
  }
  return (
    found() ??
    fail(
      'No Chromium was found for the browser tests.',
      'Install Chromium or Chrome, or set CHROME_PATH to its program.',
    )
  )
}
