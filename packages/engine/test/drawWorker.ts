import { parentPort, workerData } from 'node:worker_threads'
import type { RecipeInput } from '../src/index.ts'
import { drawAll } from './drawAll.ts'

const { file, inputs } = workerData as { readonly file: Uint8Array; readonly inputs: readonly RecipeInput[] }
parentPort?.postMessage(drawAll(file, inputs))
