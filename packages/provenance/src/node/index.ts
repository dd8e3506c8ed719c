export { loadC2pa } from './loadC2pa.ts'
