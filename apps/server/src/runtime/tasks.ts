import { followIndex } from '../api/live/followIndex.ts'
import type { Services } from '../api/Services.ts'
import { followStore } from '../catalog/followStore.ts'
import { watchCheckouts } from '../payment/watchCheckouts.ts'

/** Something that goes on beside requests: following the index, taking in what the store knows. Returns how to stop it. */
export type Task = (services: Services) => Promise<() => Promise<void>>

/** What the serving process does beside answering. A new part adds its function here. */
export const tasks: readonly Task[] = [followStore, followIndex, watchCheckouts]
