export { CorruptError, FileStore, NameError, WriteError } from './FileStore.ts'
export { loadC2pa } from './loadC2pa.ts'
