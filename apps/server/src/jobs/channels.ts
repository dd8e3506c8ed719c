/** Postgres channels: something happened to the job, or its owner wants it to end. The payload is the job's id. */
export const channels = { happened: 'studio_job', cancel: 'studio_job_cancel' } as const
