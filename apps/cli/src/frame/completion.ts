import type { Command } from 'commander'

/** A shell whose completion script can be written. */
export type Shell = 'bash' | 'zsh' | 'fish'

/** The shells, in the order in which help names them. */
export const shells: readonly Shell[] = ['bash', 'zsh', 'fish']

/** A command path (`license offer`), the words that may follow it, and what each means. */
type Place = { readonly path: string; readonly words: readonly Word[] }
type Word = { readonly text: string; readonly meaning: string }

/** The script that teaches a shell every command and option of the program. */
export function completionScript(program: Command, shell: Shell): string {
  const places = placesIn(program, '')
  return { bash, zsh, fish }[shell](program.name(), places)
}

function placesIn(command: Command, path: string): Place[] {
  const words = [...command.commands.map(commandWord), ...optionWords(command)]
  const below = command.commands.flatMap((child) => placesIn(child, `${path} ${child.name()}`.trim()))
  return [{ path, words }, ...below]
}

function commandWord(command: Command): Word {
  return { text: command.name(), meaning: command.description() }
}

function optionWords(command: Command): Word[] {
  const own = command.options.filter((option) => option.long !== undefined)
  const inherited = command.parent === null ? [] : optionWords(command.parent)
  const words = own.map((option) => ({ text: option.long ?? '', meaning: option.description }))
  return [...words, ...inherited, { text: '--help', meaning: 'print help' }].filter(isFirst)
}

function isFirst(word: Word, index: number, words: readonly Word[]): boolean {
  return words.findIndex(({ text }) => text === word.text) === index
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function bash(name: string, places: readonly Place[]): string {
  const cases = places.map(
    ({ path, words }) => `    ${quote(path)}) words=${quote(words.map((w) => w.text).join(' '))} ;;`,
  )
  return `# ${name} completion for bash. Install: ${name} completion bash > ~/.local/share/bash-completion/completions/${name}
_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} path='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      -*) ;;
      *) case " ${places
        .map(({ path }) => path.replaceAll(' ', '_'))
        .filter(Boolean)
        .join(' ')} " in
           *" \${path:+\${path// /_}_}\${COMP_WORDS[i]} "*) path="\${path:+$path }\${COMP_WORDS[i]}" ;;
         esac ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`
}

function zsh(name: string, places: readonly Place[]): string {
  const described = (word: Word): string => quote(`${word.text}:${word.meaning.replaceAll(':', '\\:')}`)
  const cases = places.map(({ path, words }) => `    ${quote(path)}) found=(${words.map(described).join(' ')}) ;;`)
  return `#compdef ${name}
# ${name} completion for zsh. Install: ${name} completion zsh > "\${fpath[1]}/_${name}"
_${name}() {
  local taken='' word
  local -a found known
  known=(${places.map(({ path }) => quote(path)).join(' ')})
  for word in \${words[2,CURRENT-1]}; do
    [[ $word == -* ]] && continue
    (( \${known[(Ie)\${taken:+$taken }$word]} )) && taken="\${taken:+$taken }$word"
  done
  case "$taken" in
${cases.join('\n')}
  esac
  _describe '${name}' found || _files
}
compdef _${name} ${name}
`
}

function fish(name: string, places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words }) => words.map((word) => fishLine(name, places, path, word)))
  return `# ${name} completion for fish. Install: ${name} completion fish > ~/.config/fish/completions/${name}.fish
${lines.join('\n')}
`
}

function fishLine(name: string, places: readonly Place[], path: string, word: Word): string {
  const deeper = places.filter((place) => place.path !== '' && parentOf(place.path) === path)
  const seen = path
    .split(' ')
    .filter(Boolean)
    .map((part) => `__fish_seen_subcommand_from ${part}`)
  const unseen =
    deeper.length === 0
      ? []
      : [`not __fish_seen_subcommand_from ${deeper.map((d) => d.path.split(' ').at(-1)).join(' ')}`]
  const condition = [...seen, ...unseen].join('; and ')
  const what = word.text.startsWith('--') ? `-l ${word.text.slice(2)}` : `-f -a ${word.text}`
  return `complete -c ${name}${condition === '' ? '' : ` -n ${quote(condition)}`} ${what} -d ${quote(word.meaning)}`
}

function parentOf(path: string): string {
  return path.split(' ').slice(0, -1).join(' ')
}
