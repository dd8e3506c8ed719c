import { JPEG, PNG } from '@trustnxt/c2pa-ts/asset'
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf'
import { ManifestStore, ValidationResult } from '@trustnxt/c2pa-ts/manifest'

/** What the second, independent validator says: whether the credential holds, and the codes of what does not. */
export type Opinion = { readonly valid: boolean; readonly codes: readonly string[] }

/** Asks the second validator about a PNG or JPEG. It looks at integrity only, never at trust. */
export async function secondOpinion(bytes: Uint8Array<ArrayBuffer>): Promise<Opinion | undefined> {
  const asset = PNG.canRead(bytes) ? new PNG(bytes) : new JPEG(bytes)
  const jumbf = asset.getManifestJUMBF()
  if (jumbf === undefined) return undefined
  const result = await validate(new Uint8Array(jumbf), asset)
  return {
    valid: result.isValid,
    codes: result.statusEntries.filter(({ success }) => !success).map(({ code }) => code),
  }
}

async function validate(jumbf: Uint8Array<ArrayBuffer>, asset: PNG | JPEG): Promise<ValidationResult> {
  try {
    return await ManifestStore.read(SuperBox.fromBuffer(jumbf)).validate(asset)
  } catch (error) {
    return ValidationResult.fromError(error as Error)
  }
}
