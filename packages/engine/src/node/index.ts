export { loadCodecs } from './codecs.ts'
export { readFolder } from './readFolder.ts'
