import { verify } from '@tributary/provenance'
import type { Judgement, News, Setting, Step, Task } from './Judgement.ts'
import { loadTools, openPorts, type Tools } from './openPorts.ts'
import { webStore } from './WebStore.ts'

let loading: Promise<Tools> | undefined

globalThis.onmessage = ({ data }: MessageEvent<Task>) => {
  judge(data).then(
    (judgement) => tell({ type: 'done', judgement }),
    (error: unknown) => tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
}

/** Judges a file in this worker: the file stays here, its hashes and its recipe's model are asked for. */
async function judge({ setting, bytes }: Task): Promise<Judgement> {
  const began = performance.now()
  const made = new Set<Step>()
  const onStep = (step: Step) => {
    made.add(step)
    tell({ type: 'step', step })
  }
  tell({ type: 'step', step: 'load' })
  const tools = await loadOnce(setting)
  const store = webStore(setting.origin)
  const verdict = await verify(bytes, openPorts(tools, store, setting, onStep))
  const { hashes, blocks, bytes: size } = store.log
  const asked = { hashes, fetched: { blocks, bytes: size }, chain: made.has('chain') }
  return { verdict, asked, here: [...made], took: performance.now() - began }
}

// A download that failed is tried again with the next file.
function loadOnce({ origin }: Setting): Promise<Tools> {
  loading ??= loadTools(origin).catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

function tell(news: News): void {
  globalThis.postMessage(news)
}
