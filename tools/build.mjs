// `npm run build`: builds the web studio, if its sources changed.
import { install } from './install.mjs'
import { buildStudio } from './studio.mjs'

install()
await buildStudio()
