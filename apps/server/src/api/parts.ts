import { addCheck } from '../check/addCheck.ts'
import { addDrafts } from '../drafts/addDrafts.ts'
import { addEvidence } from '../evidence/addEvidence.ts'
import { addJobs } from '../jobs/addJobs.ts'
import { addMcp } from '../mcp/addMcp.ts'
import { addPages } from '../pages/addPages.ts'
import { addPaymentDoor } from '../payment/addPaymentDoor.ts'
import { addPlans } from '../plans/addPlans.ts'
import { addUploads } from '../uploads/addUploads.ts'
import { addVerifications } from '../verification/addVerifications.ts'
import { addWeb } from '../web/addWeb.ts'
import { addAccounts } from './routes/addAccounts.ts'
import { addDocs } from './routes/addDocs.ts'
import { addFiles, addPreviews } from './routes/addFiles.ts'
import { addHealth } from './routes/addHealth.ts'
import { addLive } from './routes/addLive.ts'
import { addMoney } from './routes/addMoney.ts'
import { addOffers } from './routes/addOffers.ts'
import { addOperations } from './routes/addOperations.ts'
import { addPlayMoney } from './routes/addPlayMoney.ts'
import { addRpc } from './routes/addRpc.ts'
import { addSession } from './routes/addSession.ts'
import { addStudio } from './routes/addStudio.ts'
import { addWorks } from './routes/addWorks.ts'
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
  addDrafts,
  addVerifications,
  addEvidence,
  addCheck,
  addPlans,
  addPaymentDoor,
  addMcp,
  addStudio,
  addSession,
  addWorks,
  addMoney,
  addAccounts,
  addOffers,
  addOperations,
  addPlayMoney,
  addLive,
  addFiles,
  addPreviews,
  addRpc,
  addHealth,
  addPages,
  addDocs,
  addWeb,
]
