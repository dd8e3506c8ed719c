export { type Progress, readProgress } from './run/progress.ts'
export { startIndexer, untilReady } from './run/startIndexer.ts'
