import { Command } from 'commander'
import { commands } from './commands/index.ts'
import { styleHelp } from './frame/help.ts'

/** The whole command line: global options, house manners, and every command. */
export function createProgram(): Command {
  const program = new Command('tributary')
    .description('Make works with generative models, prove how they were made, license them, and pay everyone owed.')
    .version('0.1.0', '-V, --version', 'print the version')
    .option('--json', 'answer with one JSON document on stdout')
    .option('--home <folder>', 'keys, store, journal and settings (default: $TRIBUTARY_HOME or ./.tributary)')
    .option('--rpc <url>', 'the chain to talk to (default: the one in the home)')
    .option('--debug', 'show where an error arose')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 called wrongly, 130 stopped; `tributary help verify` lists those of its verdicts.',
    )
    .configureOutput({ outputError: () => {} })
    .exitOverride()
  styleHelp(program)
  for (const register of commands) register(program)
  return program
}
