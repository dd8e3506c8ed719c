export { useTitle } from './useTitle.ts'
