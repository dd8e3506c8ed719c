/** Where a file of a job can be fetched by its owner. */
export function fileSrc(job: string, name: string): string {
  return `/v1/jobs/${job}/files/${name}`
}
