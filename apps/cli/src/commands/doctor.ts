import type { Command } from 'commander'
import { type Finding, find } from '../doctor/Check.ts'
import { homeChecks } from '../doctor/home.ts'
import { machineChecks } from '../doctor/machine.ts'
import type { Context } from '../frame/Context.ts'
import { exitCodes } from '../frame/Failure.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import type { Paint } from '../terminal/paint.ts'

/** Adds `doctor`: looks at machine, home and chain, and says how to mend what is wrong. */
export function doctor(program: Command): void {
  program
    .command('doctor')
    .helpGroup('Set up:')
    .description('check this machine, the home and its chain, and say how to mend what is wrong')
    .addHelpText('after', example('tributary doctor', 'good  Node  24.21.0; at least 24 is needed'))
    .action(run((context) => examine(context)))
}

async function examine(context: Context): Promise<Answer> {
  const findings = await Promise.all([...machineChecks(context.home), ...homeChecks(context)].map(find))
  const bad = findings.filter(({ state }) => state === 'bad').length
  const verdict = bad === 0 ? context.paint.good('Ready to work.') : context.paint.bad(`${bad} to mend.`)
  return {
    json: { ok: bad === 0, checks: findings },
    text: [...findings.map((finding) => line(finding, context.paint)), '', verdict].join('\n'),
    exitCode: bad === 0 ? exitCodes.ok : exitCodes.failure,
  }
}

function line({ name, state, detail, hint }: Finding & { readonly name: string }, paint: Paint): string {
  const mark = { good: paint.good('good'), warning: paint.warn('warn'), bad: paint.bad('bad ') }[state]
  const advice = hint === undefined ? '' : `\n               ${paint.bold('Hint:')} ${hint}`
  return `${mark}  ${name.padEnd(8)} ${detail}${advice}`
}
