import type { Problem, Upload } from '@tributary/sdk/wire'
import { ProblemError, UnreachableError } from './ProblemError.ts'

type Uploading = {
  /** From 0 to 1. */
  readonly onProgress?: (part: number) => void
  readonly signal?: AbortSignal
}

const path = '/v1/uploads'

/** Sends a file. `XMLHttpRequest`, because `fetch` does not tell how far an upload has come. */
export function upload(file: Blob, { onProgress, signal }: Uploading = {}): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', path)
    request.responseType = 'json'
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onload = () => (request.status < 300 ? resolve(request.response as Upload) : reject(refusal(request)))
    request.onerror = () => reject(new UnreachableError(path, request.statusText))
    request.onabort = () => reject(signal?.reason)
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function refusal(request: XMLHttpRequest): Error {
  const problem = request.response as Problem | null
  return problem ? new ProblemError(problem) : new UnreachableError(path, request.status)
}
