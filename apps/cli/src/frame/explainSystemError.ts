/** What a system error code means to a person, and what they can do about it. */
type Explanation = { readonly name: string; readonly message: string; readonly hint: string }

type SystemError = Error & {
  readonly code: string
  readonly path?: string
  readonly syscall?: string
  readonly port?: number
  readonly address?: string
}

const explanations: Record<string, (error: SystemError) => readonly [message: string, hint: string]> = {
  // Node reports a folder that cannot be made on a read-only disk as missing.
  ENOENT: (e) =>
    e.syscall === 'mkdir'
      ? [`The folder ${e.path} cannot be made.`, 'Is its disk read-only? Choose a place that can be written.']
      : [`There is nothing at ${place(e)}.`, 'Check the path; it is read from the current folder.'],
  EISDIR: (e) => [`${place(e)} is a folder, not a file.`, 'Name a file.'],
  ENOTDIR: (e) => [`${place(e)} is a file, not a folder.`, 'Name a folder.'],
  EEXIST: (e) => [`${place(e)} exists already.`, 'Choose another name, or remove it first.'],
  EACCES: (e) => [`No permission to use ${place(e)}.`, 'Change its owner or mode, or choose another place.'],
  EPERM: (e) => [`The system forbids to use ${place(e)}.`, 'Change its owner or mode, or choose another place.'],
  EROFS: (e) => [`The disk of ${place(e)} is read-only.`, 'Choose a place that can be written, with --home or --out.'],
  ENOSPC: (e) => [`The disk is full${at(e)}.`, 'Free some space and run the same command again.'],
  EDQUOT: (e) => [`The disk quota is used up${at(e)}.`, 'Free some space and run the same command again.'],
  EFBIG: (e) => [`A file grew over the file-size limit${at(e)}.`, 'Raise it (`ulimit -f unlimited`) and run again.'],
  EMFILE: () => ['Too many files are open.', 'Raise the limit (`ulimit -n 4096`) and run again.'],
  EADDRINUSE: (e) => [`Port ${e.port ?? '?'} is taken.`, 'Stop the program that uses it, or choose another port.'],
  ECONNREFUSED: (e) => [`Nothing answers at ${server(e)}.`, 'Check that it runs and that the address is right.'],
  ENOTFOUND: (e) => [`No machine is called ${server(e)}.`, 'Check the address.'],
}

/** Explains an error that the operating system gave; nothing when it is not one. */
export function explainSystemError(error: unknown): Explanation | undefined {
  const found = findSystemError(error)
  if (found === undefined) return undefined
  const explanation = explanations[found.code]
  if (explanation === undefined) return undefined
  const [message, hint] = explanation(found)
  return { name: `System.${found.code}`, message, hint }
}

/** Looks through causes and, for connections tried over several addresses, through the attempts. */
function findSystemError(error: unknown, depth = 0): SystemError | undefined {
  if (!(error instanceof Error) || depth > 8) return undefined
  if ('code' in error && typeof error.code === 'string' && error.code in explanations) return error as SystemError
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause
  return findSystemError(inner, depth + 1)
}

function place(error: SystemError): string {
  return error.path ?? 'the file'
}

function at(error: SystemError): string {
  return error.path === undefined ? '' : ` at ${error.path}`
}

function server(error: SystemError): string {
  return error.port === undefined ? (error.address ?? 'that address') : `${error.address}:${error.port}`
}
