import { addEvidence } from '../evidence/addEvidence.ts'
import { addPlans } from '../plans/addPlans.ts'
import type { Api, Services } from './Services.ts'

/** Mounts the routes of one part on the application. */
export type Part = (app: Api, services: Services) => void

/** Everything that the server answers, in the order of mounting. A new part adds its function here. */
export const parts: readonly Part[] = [addEvidence, addPlans]
