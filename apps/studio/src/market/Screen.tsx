import { useTitle } from '../shell/index.ts'

export function Screen() {
  useTitle('Market')
  return <h1 className="screen-width py-8 font-serif text-hero">Market</h1>
}
