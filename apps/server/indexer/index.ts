export { dropIndex } from './run/dropIndex.ts'
export { newestNoted, readProgress } from './run/progress.ts'
export { views } from './run/schemaName.ts'
export { startIndexer, untilReady } from './run/startIndexer.ts'
