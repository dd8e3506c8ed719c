import { Command } from 'commander'
import { commands } from './commands/index.ts'
import { styleHelp } from './frame/help.ts'
import { parseUrl } from './input/parse.ts'

/**
 * The command line: global options, house manners, and commands.
 *
 * @param args What was typed. The commands named in it are loaded, or all of them when help, completion or a typo
 * needs to know the others.
 */
export async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command('tributary')
    .description('Make works with generative models, prove how they were made, license them, and pay everyone owed.')
    .version('0.1.0', '-V, --version', 'print the version')
    .option('--json', 'answer with one JSON document on stdout')
    .option('--home <folder>', 'keys, store, journal and settings (default: $TRIBUTARY_HOME or ./.tributary)')
    .option('--rpc <url>', 'the chain to talk to (default: the one in the home)', parseUrl)
    .option('--debug', 'show where an error arose')
    .helpOption('-h, --help', 'print help')
    .addHelpCommand(
      new Command('help').argument('[command]').description('print help for a command').helpGroup('Set up:'),
    )
    .addHelpText('after', footer)
    .configureOutput({ outputError: () => {} })
    .exitOverride()
  styleHelp(program)
  for (const name of named(args)) (await commands[name]?.())?.(program)
  return program
}

const footer = `
Exit codes: 0 done, 1 failed, 2 called wrongly, 130 stopped by Ctrl-C;
\`tributary help verify\` lists those of its verdicts.`

function named(args: readonly string[]): string[] {
  const all = Object.keys(commands)
  const typed = all.filter((name) => args.includes(name))
  return typed.length === 0 || typed.includes('completion') ? all : typed
}
