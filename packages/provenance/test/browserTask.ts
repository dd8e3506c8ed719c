import { Certificate, Credential, type Proof, Record, verify } from '../src/index.ts'

/** What a page or worker is given; bytes travel as base64. */
export type Task = {
  readonly unsigned: string
  readonly record: string
  readonly proof: Proof.Proof
  readonly id: `0x${string}`
  readonly chain: readonly string[]
  readonly privateKey: string
}

/** What comes back: the file that was signed there, and what `verify` says about it there. */
export type Outcome = { readonly signed: string; readonly answer: string; readonly failed: readonly string[] }

/** Signs and verifies inside a browser. */
export async function perform(task: Task): Promise<Outcome> {
  const wasm = await (await fetch('/c2pa.wasm')).arrayBuffer()
  const library = await Credential.load(wasm)
  const key = await crypto.subtle.importKey('pkcs8', toBytes(task.privateKey), Certificate.keyAlgorithm, false, [
    'sign',
  ])
  const record = Record.parse(new TextEncoder().encode(task.record))
  const draft = { bytes: toBytes(task.unsigned), record, proof: task.proof }
  const signed = await Credential.sign(library, draft, Certificate.signer(task.chain, key))
  const validator = Credential.validator(library, { anchors: task.chain.slice(1) })
  // The ids are computed by the protocol package; here it is enough that each work gets the one it had in Node.
  const workId = (work: Proof.Proof['work']) =>
    work.record === task.proof.work.record ? task.id : task.proof.work.origin
  const { answer, checks } = await verify(signed, { validator, workId })
  const failed = checks.filter(({ ok }) => ok === false).map(({ name, detail }) => `${name}: ${detail}`)
  return { signed: toBase64(signed), answer, failed }
}

function toBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

const inWorker = !('document' in globalThis)
if (inWorker && 'postMessage' in globalThis)
  globalThis.onmessage = ({ data }: MessageEvent<Task>) =>
    void perform(data).then((outcome) => globalThis.postMessage(outcome))
else if (!inWorker) Object.assign(globalThis, { perform })
