import { addCheck } from '../check/addCheck.ts'
import { addEvidence } from '../evidence/addEvidence.ts'
import { addJobs } from '../jobs/addJobs.ts'
import { addMcp } from '../mcp/addMcp.ts'
import { addPages } from '../pages/addPages.ts'
import { addPaymentDoor } from '../payment/addPaymentDoor.ts'
import { addPlans } from '../plans/addPlans.ts'
import { addUploads } from '../uploads/addUploads.ts'
import { addWeb } from '../web/addWeb.ts'
import type { Api, Services } from './Services.ts'

/** Mounts the routes of one part on the application. */
export type Part = (app: Api, services: Services) => void

/**
 * Everything that the server answers, in the order of mounting. A new part adds its function before `addWeb`,
 * which answers every address that is left.
 */
export const parts: readonly Part[] = [
  addUploads,
  addJobs,
  addEvidence,
  addCheck,
  addPlans,
  addPaymentDoor,
  addMcp,
  addPages,
  addWeb,
]
