export { CorruptError, FileStore, NameError, WriteError, type Written } from './FileStore.ts'
export { loadC2pa } from './loadC2pa.ts'
