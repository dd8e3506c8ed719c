export { loadCodecs } from './codecs.ts'
export { readFolder } from './readFolder.ts'
export { train } from './train.ts'
