// `npm start`: installs what is missing, then plays the main job. Arguments go on to `tributary start`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, node, root } from './install.mjs'

install()
const job = spawn(node, [join(root, 'apps/cli/src/main.ts'), 'start', ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => job.kill(signal))
job.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
