import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { BaseError } from '@tributary/protocol'
import type { Hex } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import * as Lock from './Lock.ts'

/** Who holds a key: `deployer`, `creator`, `model`, `authority`. Lower-case words and dashes. */
export type Role = string

/** Secrets of 32 bytes by role, in one file that only its owner may read. */
export type Keystore = {
  readonly path: string
  /** Whether a passphrase protects the file. */
  readonly encrypted: boolean
  /** Every role that has a key. */
  roles(): readonly Role[]
  /** The secret of a role: a secp256k1 key, or the seed of another kind. Throws when there is none. */
  secret(role: Role): Hex
  /** The secret of a role, made at random and saved when there is none. */
  ensure(role: Role): Hex
  /** The account of a role on an EVM chain, made when there is none. */
  account(role: Role): PrivateKeyAccount
  /** Keeps a secret brought from elsewhere. Throws when the role has another one. */
  put(role: Role, secret: Hex): void
  /** Writes all secrets to a file of its own, encrypted with the passphrase given. */
  backup(path: string, passphrase: string): void
}

/** Cost of scrypt: 2^17 takes about 0.4 s and 128 MiB, once per opening. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }

type Secrets = { readonly [role: Role]: Hex }
type Sealed = { readonly salt: string; readonly iv: string; readonly tag: string; readonly data: string }
type File = { readonly version: 1; readonly keys?: Secrets; readonly sealed?: Sealed }
type Lockbox = { readonly salt: Buffer; readonly key: Buffer }

/**
 * Opens a keystore, making an empty one when absent.
 *
 * @example
 * ```ts
 * import { Keystore } from '@tributary/sdk/node'
 *
 * const keys = Keystore.open({ path: '.tributary/keys.json' })
 * const creator = keys.account('creator')
 * ```
 */
export function open({ path, passphrase }: open.Options): Keystore {
  const file = existsSync(path) ? readFile(path) : undefined
  if (file?.sealed && passphrase === undefined) throw new PassphraseError({ path, given: false })
  const box = passphrase === undefined ? undefined : lockbox(passphrase, file?.sealed)
  const secrets = file === undefined ? {} : unseal(path, file, box)
  // A passphrase given for a file without one protects it from now on.
  if (file === undefined || (box !== undefined && !file.sealed)) writeFile(path, seal(secrets, box))
  return keystore(path, box, secrets)
}

export declare namespace open {
  type Options = { readonly path: string; readonly passphrase?: string | undefined }
}

/** Whether a passphrase is needed to open a keystore. */
export function isSealed(path: string): boolean {
  try {
    return 'sealed' in (JSON.parse(readFileSync(path, 'utf8')) as object)
  } catch {
    return false
  }
}

/** Makes a keystore from a backup. Refuses to overwrite one that stands there. */
export function restore({ path, backup, passphrase, backupPassphrase }: restore.Options): Keystore {
  const file = readFile(backup)
  const secrets = unseal(backup, file, file.sealed ? lockbox(backupPassphrase, file.sealed) : undefined)
  const box = passphrase === undefined ? undefined : lockbox(passphrase, undefined)
  writeFile(path, seal(secrets, box), { isNew: true })
  return open({ path, passphrase })
}

export declare namespace restore {
  type Options = open.Options & { readonly backup: string; readonly backupPassphrase: string }
}

function keystore(path: string, box: Lockbox | undefined, found: Secrets): Keystore {
  let secrets = found
  const reload = (): Secrets => {
    secrets = unseal(path, readFile(path), box)
    return secrets
  }
  const add = (role: Role, make: (present: Hex | undefined) => Hex): Hex => {
    using _held = hold(path)
    const present = reload()[role]
    const secret = make(present)
    if (present === undefined) writeFile(path, seal({ ...secrets, [role]: secret }, box))
    return reload()[role]!
  }
  const put = (role: Role, secret: Hex): void => {
    assertRole(role)
    assertSecret(role, secret)
    add(role, (present = secret) => {
      if (present !== secret) throw new RoleTakenError({ role })
      return secret
    })
  }
  const ensure = (role: Role): Hex => {
    assertRole(role)
    return secrets[role] ?? add(role, (present = generatePrivateKey()) => present)
  }
  return {
    path,
    encrypted: box !== undefined,
    roles: () => Object.keys(reload()),
    secret: (role) => {
      const secret = secrets[role] ?? reload()[role]
      if (secret === undefined) throw new NoKeyError({ role, path })
      return secret
    },
    ensure,
    account: (role) => privateKeyToAccount(ensure(role)),
    put,
    backup: (target, passphrase) => writeFile(target, seal(reload(), lockbox(passphrase, undefined)), { isNew: true }),
  }
}

/** How long another process may take to add a key, and how often it is looked whether it is done, in milliseconds. */
const [patienceMs, lookMs] = [5_000, 5]

/** One process at a time adds a key: two that did so at once would lose one. */
function hold(path: string): Disposable {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      const lock = Lock.take(`${path}.lock`)
      return { [Symbol.dispose]: () => lock.release() }
    } catch (error) {
      if (!(error instanceof Lock.HeldError) || Date.now() > deadline) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookMs)
    }
  }
}

function lockbox(passphrase: string, sealed: Sealed | undefined): Lockbox {
  const salt = sealed ? Buffer.from(sealed.salt, 'hex') : randomBytes(32)
  return { salt, key: scryptSync(passphrase.normalize('NFKC'), salt, 32, cost) }
}

function seal(keys: Secrets, box: Lockbox | undefined): File {
  if (box === undefined) return { version: 1, keys }
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', box.key, iv)
  const data = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()])
  const hex = { salt: box.salt, iv, tag: cipher.getAuthTag(), data }
  return { version: 1, sealed: mapHex(hex) }
}

function mapHex(parts: { salt: Buffer; iv: Buffer; tag: Buffer; data: Buffer }): Sealed {
  const { salt, iv, tag, data } = parts
  return { salt: salt.toString('hex'), iv: iv.toString('hex'), tag: tag.toString('hex'), data: data.toString('hex') }
}

function unseal(path: string, file: File, box: Lockbox | undefined): Secrets {
  if (file.sealed === undefined) return file.keys ?? {}
  if (box === undefined) throw new PassphraseError({ path, given: false })
  const { iv, tag, data } = file.sealed
  const decipher = createDecipheriv('aes-256-gcm', box.key, Buffer.from(iv, 'hex'), { authTagLength: 16 })
  decipher.setAuthTag(Buffer.from(tag, 'hex'))
  try {
    const text = Buffer.concat([decipher.update(Buffer.from(data, 'hex')), decipher.final()]).toString('utf8')
    return JSON.parse(text) as Secrets
  } catch {
    throw new PassphraseError({ path, given: true })
  }
}

function readFile(path: string): File {
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) !== 0) throw new OpenToOthersError({ path, mode })
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as File
    if (file.version === 1 && (file.keys !== undefined || file.sealed !== undefined)) return file
  } catch (cause) {
    throw new UnreadableError({ path, cause: cause as Error })
  }
  throw new UnreadableError({ path })
}

/** Writes beside and renames, so that a crash leaves the old file or the new one, never half of either. */
function writeFile(path: string, content: File, { isNew = false }: { isNew?: boolean } = {}): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.draft`
  const file = openSync(draft, 'w', 0o600)
  writeSync(file, `${JSON.stringify(content, null, 2)}\n`)
  fsyncSync(file)
  closeSync(file)
  chmodSync(draft, 0o600)
  if (isNew) linkOnce(draft, path)
  else renameSync(draft, path)
}

function linkOnce(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch {
    throw new FileExistsError({ path })
  } finally {
    rmSync(draft)
  }
}

function assertRole(role: Role): void {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(role)) throw new RoleNameError({ role })
}

function assertSecret(role: Role, secret: Hex): void {
  if (/^0x[0-9a-f]{64}$/.test(secret) && BigInt(secret) !== 0n) return
  throw new SecretError({ role, bytes: (secret.length - 2) / 2 })
}

/** A role has no key. */
export class NoKeyError extends BaseError {
  override readonly name = 'Keystore.NoKeyError'
  constructor({ role, path }: { role: Role; path: string }) {
    super(`${path} has no key for the role "${role}".`, { hint: 'Make one with ensure(), or restore a backup.' })
  }
}

/** A role has another key already. */
export class RoleTakenError extends BaseError {
  override readonly name = 'Keystore.RoleTakenError'
  constructor({ role }: { role: Role }) {
    super(`The role "${role}" has another key already.`, { hint: 'Keys are never overwritten: choose another role.' })
  }
}

/** A role is not a name. */
export class RoleNameError extends BaseError {
  override readonly name = 'Keystore.RoleNameError'
  constructor({ role }: { role: Role }) {
    super(`"${role}" is not a role; it must be 1 to 64 lower-case letters, digits and dashes, a letter first.`)
  }
}

/** A secret is not 32 bytes, or zero. The message never shows it. */
export class SecretError extends BaseError {
  override readonly name = 'Keystore.SecretError'
  constructor({ role, bytes }: { role: Role; bytes: number }) {
    super(
      `The secret for the role "${role}" has ${bytes} bytes; it must be 32 bytes of 0x-hex in lower case, not zero.`,
    )
  }
}

/** The passphrase is missing or wrong. */
export class PassphraseError extends BaseError {
  override readonly name = 'Keystore.PassphraseError'
  constructor({ path, given }: { path: string; given: boolean }) {
    super(given ? `The passphrase does not open ${path}, or the file was changed.` : `${path} needs its passphrase.`, {
      hint: given ? 'Try again; a changed file cannot be opened, restore a backup.' : 'Set TRIBUTARY_PASSPHRASE.',
    })
  }
}

/** Others on this machine could read the keys. */
export class OpenToOthersError extends BaseError {
  override readonly name = 'Keystore.OpenToOthersError'
  constructor({ path, mode }: { path: string; mode: number }) {
    super(`${path} has mode 0${mode.toString(8)}; only its owner may read it (0600).`, { hint: `chmod 600 ${path}` })
  }
}

/** The file is not a keystore. */
export class UnreadableError extends BaseError {
  override readonly name = 'Keystore.UnreadableError'
  constructor({ path, cause }: { path: string; cause?: Error }) {
    super(`${path} is not a keystore.`, { hint: 'Restore a backup.', ...(cause ? { cause } : {}) })
  }
}

/** A file stands where a new one was to be written. */
export class FileExistsError extends BaseError {
  override readonly name = 'Keystore.FileExistsError'
  constructor({ path }: { path: string }) {
    super(`${path} exists already; keys are never overwritten.`, { hint: 'Move it away or choose another path.' })
  }
}
