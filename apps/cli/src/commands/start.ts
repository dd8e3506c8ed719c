import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ensureHome } from '@tributary/sdk/node'
import type { Command } from 'commander'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { integerBetween } from '../input/parse.ts'
import { openSession } from '../session/Session.ts'
import { materialFor } from '../story/Material.ts'
import { type Ending, perform } from '../story/perform.ts'
import { withOwnHome } from '../story/withOwnHome.ts'

/** Any long time, in milliseconds: a waiting timer keeps the process alive. */
const day = 86_400_000

type Options = { once?: boolean; exit?: boolean; data?: string; steps?: number; report?: string }

/** Adds `start`: plays the main job from recipe to royalty, and keeps the chain running until it is stopped. */
export function start(program: Command): void {
  program
    .command('start')
    .helpGroup('Set up:')
    .description('play the main job, from pictures to royalties; goes on where it was stopped')
    .option('--once', 'play in a fresh temporary home, then exit')
    .option('--exit', 'exit when it is played, instead of keeping the chain')
    .option('--data <folder>', 'train and play on your own pictures: a sub-folder per artist')
    .option('--steps <n>', 'training steps on your own pictures (default: 600)', integerBetween(1, 1_000_000))
    .option('--report <file>', 'where the report goes (default: report.html in the home)')
    .addHelpText('after', example('tributary start --once', 'Prints what happened, last of all one line of JSON.'))
    .action(
      run<Options>((context, options) => (options.once ? playOnce(context, options) : playAndStay(context, options))),
    )
}

/** A whole story in a home of its own, which is gone afterwards; its report stays. */
function playOnce(context: Context, options: Options): Promise<Answer> {
  return withOwnHome(context, async (own, report) => {
    await using session = await openSession(own, { writes: true })
    const material = await materialFor(own, options)
    return answerOf(
      await perform(own, session, material, options.report === undefined ? report : resolve(options.report)),
    )
  })
}

async function playAndStay(context: Context, options: Options): Promise<Answer> {
  ensureHome(context.home)
  await using session = await openSession(context, { writes: true })
  const report = resolve(options.report ?? `${context.home}/report.html`)
  const ending = await perform(context, session, await materialFor(context, options), report)
  if (options.exit) return answerOf(ending)
  // What follows is done by other commands on the same home; this one only keeps the chain.
  session.share()
  const { paint } = context
  context.note(
    `\nThe chain runs at ${paint.accent(session.client.rpc)} until you press Ctrl-C. Next, in another terminal:`,
  )
  context.note(`   ${paint.accent('npm run tributary -- status')}   what is there, and who is owed`)
  const stop = context.cancellable('Start again with npm start: nothing is replayed.')
  while (!stop.aborted) await setTimeout(day, undefined, { signal: stop }).catch(() => {})
  return { ...answerOf(ending), text: 'Stopped. `npm start` goes on here; nothing is replayed.' }
}

function answerOf(ending: Ending): Answer {
  return { json: ending, text: JSON.stringify(ending) }
}
