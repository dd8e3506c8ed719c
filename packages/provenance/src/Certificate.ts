import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { Signer } from './c2pa/Cose.ts'
import { type Seconds, toDate } from './Time.ts'

/** The algorithm of every certificate key here, as WebCrypto names it. Make keys with `crypto.subtle.generateKey`. */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** C2PA asks for a purpose; emailProtection is the one that every validator knows without configuration. */
const emailProtection = '1.3.6.1.5.5.7.3.4'

/** A certificate as its owner says it. */
export type Request = {
  /** The studio's name, shown by every validator. */
  readonly organization: string
  readonly keys: CryptoKeyPair
  /** Unique for this issuer: up to 40 hexadecimal digits. */
  readonly serialNumber: string
  readonly from: Seconds
  readonly until: Seconds
}

/** The studio's own root: whoever trusts it trusts what the studio signs. Its PEM is what the studio publishes. */
export async function root(request: Request): Promise<string> {
  const { organization, keys, serialNumber, from, until } = request
  const { keyCertSign, cRLSign } = x509.KeyUsageFlags
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `O=${escapeName(organization)}, CN=${escapeName(organization)} Root`,
      serialNumber,
      notBefore: toDate(from),
      notAfter: toDate(until),
      signingAlgorithm: keyAlgorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, provider()),
      ],
    },
    provider(),
  )
  return certificate.toString('pem')
}

/** The certificate that signs credentials, issued by the root. */
export async function leaf(request: Request, issuer: { root: string; privateKey: CryptoKey }): Promise<string> {
  const authority = new x509.X509Certificate(issuer.root)
  const { organization, keys, serialNumber, from, until } = request
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: `O=${escapeName(organization)}, CN=${escapeName(organization)} Credentials`,
      issuer: authority.subject,
      serialNumber,
      notBefore: toDate(from),
      notAfter: toDate(until),
      signingAlgorithm: keyAlgorithm,
      publicKey: keys.publicKey,
      signingKey: issuer.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([emailProtection], true),
        await x509.AuthorityKeyIdentifierExtension.create(authority, false, provider()),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, provider()),
      ],
    },
    provider(),
  )
  return certificate.toString('pem')
}

/** Signs credentials with a leaf's key. `chain` is PEM, leaf first. */
export function signer(chain: readonly string[], privateKey: CryptoKey): Signer {
  return {
    certificates: chain.map((pem) => new Uint8Array(new x509.X509Certificate(pem).rawData)),
    async sign(bytes) {
      return new Uint8Array(await provider().subtle.sign(keyAlgorithm, privateKey, bytes as Uint8Array<ArrayBuffer>))
    },
  }
}

function provider(): Crypto {
  return globalThis.crypto
}

// RFC 4514: these characters have a meaning in a name, and a studio may be called "Smith, Wesson + Co".
function escapeName(name: string): string {
  return name.replaceAll(/[,+"\\<>;=#]/g, (character) => `\\${character}`)
}
