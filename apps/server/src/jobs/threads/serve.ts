import { parentPort } from 'node:worker_threads'

/** What a thread is told to do. */
export type Order<input> = { readonly input: input }

/** What a thread says: something on its way, or how it ended. */
export type Answer<output, note> =
  | { readonly note: note }
  | { readonly output: output }
  | { readonly error: { readonly name: string; readonly message: string; readonly hint?: string | undefined } }

/**
 * Makes the thread that this module runs in do one kind of work, one piece after the other.
 *
 * @example
 * ```ts
 * serve<string, number>(async (path) => (await readFile(path)).length)
 * ```
 */
export function serve<input, output, note = never>(
  work: (input: input, tell: (note: note) => void) => Promise<output>,
): void {
  const say = (answer: Answer<output, note>): void => parentPort?.postMessage(answer)
  parentPort?.on('message', async ({ input }: Order<input>) => {
    try {
      say({ output: await work(input, (note) => say({ note })) })
    } catch (error) {
      say({ error: plain(error) })
    }
  })
}

/** Errors lose their class between threads; their name and what they say stay. */
function plain(error: unknown): { name: string; message: string; hint?: string | undefined } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const hint = 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined
  return { name: error.name, message: error.message, hint }
}
