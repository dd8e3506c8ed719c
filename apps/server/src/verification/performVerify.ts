import type { VerifyInput } from '@tributary/sdk/wire'
import type { Outcome, Running } from '../jobs/Kind.ts'
import { pathOf } from '../uploads/place.ts'
import { verifyFile } from './verifyFile.ts'

/** Judges an upload as a job. */
export async function performVerify({ services, job, signal }: Running): Promise<Outcome> {
  const { upload } = job.input as VerifyInput
  return { result: await verifyFile(services, pathOf(services.home, upload), signal) }
}
