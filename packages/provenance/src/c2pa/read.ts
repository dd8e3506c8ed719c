import type { Readable, Signable } from '../Container.ts'
import { fromIso, type Seconds } from '../Time.ts'
import { type Library, settings } from './Library.ts'
import { labels } from './manifest.ts'

/** One thing that the C2PA validator found wrong, by its C2PA status code. */
export type Problem = { readonly code: string; readonly explanation: string }

/** What a file's credential says, and whether it holds. */
export type Reading = {
  /** `none`: no credential. `broken`: it cannot be read. The others are C2PA's validation states. */
  readonly state: 'none' | 'broken' | 'invalid' | 'valid' | 'trusted'
  readonly problems: readonly Problem[]
  readonly signer?: { readonly name?: string; readonly organization?: string; readonly time?: Seconds }
  /** Text of our record, when the credential carries exactly one. */
  readonly record?: string
  /** Text of our proof, when the credential carries exactly one. */
  readonly proof?: string
  readonly ingredients: readonly string[]
}

/** Reads and checks a file's credential. Never throws for what the file holds. */
export type Validator = (bytes: Uint8Array, mediaType: Signable | Readable) => Promise<Reading>

/** The reference validator, which trusts these roots (PEM) and no others, and never uses the network. */
export function validator(library: Library, options: { anchors: readonly string[] }): Validator {
  const context = settings(options.anchors)
  return async (bytes, mediaType) => {
    try {
      const reader = await library.Reader.fromBytes(mediaType, bytes, context)
      try {
        return toReading(JSON.parse(reader.json()) as ManifestStore)
      } finally {
        reader.free()
      }
    } catch (error) {
      return failed(String(error))
    }
  }
}

/** The part of the library's report that is used here. */
type ManifestStore = {
  readonly active_manifest?: string
  readonly manifests?: { readonly [label: string]: Manifest }
  readonly validation_state?: string
  readonly validation_results?: { readonly activeManifest?: { readonly failure?: readonly Partial<Problem>[] } }
}

type Manifest = {
  readonly assertions?: readonly { readonly label: string; readonly data?: { readonly json?: unknown } }[]
  readonly ingredients?: readonly { readonly title?: string }[]
  readonly signature_info?: { readonly issuer?: string; readonly common_name?: string; readonly time?: string }
}

const states = new Map<string | undefined, Reading['state']>([
  ['Trusted', 'trusted'],
  ['Valid', 'valid'],
])

function toReading(store: ManifestStore): Reading {
  const manifest = store.manifests?.[store.active_manifest ?? '']
  const failures = store.validation_results?.activeManifest?.failure ?? []
  const record = assertion(manifest, labels.record)
  const proof = assertion(manifest, labels.proof)
  return {
    state: states.get(store.validation_state) ?? 'invalid',
    problems: failures.map(({ code = 'unknown', explanation = '' }) => ({ code, explanation })),
    signer: toSigner(manifest?.signature_info),
    ...(record === undefined ? {} : { record }),
    ...(proof === undefined ? {} : { proof }),
    ingredients: (manifest?.ingredients ?? []).map(({ title = 'untitled' }) => title),
  }
}

function toSigner(info: Manifest['signature_info'] = {}): NonNullable<Reading['signer']> {
  const time = fromIso(info.time ?? '')
  return {
    ...(info.common_name === undefined ? {} : { name: info.common_name }),
    ...(info.issuer === undefined ? {} : { organization: info.issuer }),
    ...(time === undefined ? {} : { time }),
  }
}

// Two assertions of one label would leave open which one counts: then none does.
function assertion(manifest: Manifest | undefined, label: string): string | undefined {
  const found = (manifest?.assertions ?? []).filter((entry) => entry.label.split('__')[0] === label)
  const json = found[0]?.data?.json
  return found.length === 1 && typeof json === 'string' ? json : undefined
}

function failed(reason: string): Reading {
  if (/JumbfNotFound|ProvenanceMissing|UnsupportedType/.test(reason))
    return { state: 'none', problems: [], ingredients: [] }
  return { state: 'broken', problems: [{ code: 'credential.unreadable', explanation: reason }], ingredients: [] }
}
