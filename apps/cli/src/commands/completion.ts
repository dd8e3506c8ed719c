import { Argument, type Command } from 'commander'
import { completionScript, type Shell, shells } from '../frame/completion.ts'
import { example } from '../frame/help.ts'
import { run } from '../frame/run.ts'

/** Adds `completion`: prints a script that completes commands and options in a shell. */
export function completion(program: Command): void {
  program
    .command('completion')
    .helpGroup('Set up:')
    .description('print a script that completes commands and options in your shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', example('source <(tributary completion bash)', 'Completes in this shell from now on.'))
    .action(
      run((_context, _options, shell = '') => {
        const script = completionScript(program, shell as Shell)
        return { json: { shell, script }, text: script.trimEnd() }
      }),
    )
}
