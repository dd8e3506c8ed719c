/** What the studio knows of its server. */
export { ProblemError } from './ProblemError.ts'
export { queries, type WorkFilters } from './queries.ts'
export { queryClient } from './queryClient.ts'
export { post, query, read, send, write } from './request.ts'
export { upload } from './upload.ts'
export { cancelJob, hasEnded, useJob } from './useJob.ts'
export { useLive } from './useLive.ts'
