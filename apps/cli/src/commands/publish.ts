import { statSync } from 'node:fs'
import { extname } from 'node:path'
import type { Draft, Published } from '@tributary/sdk'
import type { Command } from 'commander'
import type { Context } from '../frame/Context.ts'
import { example } from '../frame/help.ts'
import { type Answer, run } from '../frame/run.ts'
import { draftModelFile, draftOther, draftPicture, type PictureOptions, recipePathOf } from '../publish/draftFile.ts'
import { draftFolder, type PayeeOptions } from '../publish/draftFolder.ts'
import { type After, publishDraft } from '../publish/publishDraft.ts'
import { addTermOptions, type TermOptions } from '../publish/terms.ts'
import { authorizeFor } from '../session/authorizeFor.ts'
import { openSession, type Session } from '../session/Session.ts'
import { shorten } from '../terminal/format.ts'

type Options = TermOptions & PayeeOptions & PictureOptions & { out?: string; authorize: boolean }

/** Adds `publish`: makes a work of a folder of pictures, a model, a generated picture, or any other file. */
export function publish(program: Command): void {
  const command = program
    .command('publish')
    .helpGroup('Make:')
    .description('make a work of a folder of pictures, a model, a picture that `generate` drew, or any other file')
    .argument('<path>', 'what to publish; its kind is seen from what it is')
  addTermOptions(command)
    .option('--payee <who=account>', 'where a contributor is paid; may be given often', collect)
    .option('--hold-keys', 'keep keys in this home for contributors who gave no address')
    .option('--author <account>', 'who is paid for prompt and choice of a picture')
    .option('--key <role>', 'the model key of this home: signs a picture, and may sign for a new model', 'model')
    .option('--no-authorize', 'do not let the model key of this home sign for a model')
    .option('-o, --out <file>', 'where the file with its credential goes (default: beside the original)')
    .addHelpText(
      'after',
      example('tributary publish pictures/dune-7.png', 'Published the output "dune-7". id 0x8f3a21…'),
    )
    .action(run<Options>(publishPath))
}

async function publishPath(context: Context, options: Options, path = ''): Promise<Answer> {
  const isFolder = statSync(path).isDirectory()
  await using session = await openSession(context, { role: options.as, writes: true })
  if (isFolder)
    return await publishDraft(context, session, { draft: await draftFolder(session, path, options), options })
  if (path.endsWith('.model')) {
    const draft = await draftModelFile(session, path, options)
    return await publishDraft(
      context,
      session,
      { draft, options },
      options.authorize ? authorizer(session, options.key) : undefined,
    )
  }
  const draft = await draftOf(session, path, options)
  return await publishDraft(context, session, { draft, options, signedTo: options.out ?? signedPath(path) })
}

function draftOf(session: Session, path: string, options: Options): Promise<Draft> {
  const recipe = recipePathOf(path)
  return recipe === undefined ? draftOther(path, options) : draftPicture(session, recipe, options)
}

/** A model can draw works from the start: the home's model key may sign for it. */
function authorizer(session: Session, role: string): After {
  return async ({ id, work }: Published) => {
    const key = session.keys.account(role).address
    const { sent } = await authorizeFor(session, { id, work, key })
    return { text: `The model key ${shorten(key)} may sign for it.`, json: { key }, ...(sent && { sent: [sent] }) }
  }
}

function signedPath(path: string): string {
  const bare = path.replace(/\.recipe\.json$/, '.png')
  const ending = extname(bare)
  return `${bare.slice(0, bare.length - ending.length)}.signed${ending}`
}

function collect(value: string, known: string[] = []): string[] {
  return [...known, value]
}
