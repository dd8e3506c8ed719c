/** Class names, without those that do not apply. */
export function joined(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
