import { type Hex, hashTypedData, keccak256, toBytes } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { accountOf } from '../reference/account.ts'
import { idOf } from '../reference/work.ts'
import { Random } from './Random.ts'
import { PAYER, workOf } from './Scenario.ts'

const MESSAGES: Record<string, string> = {
  Mint: 'bytes32 work,address to,uint256 deadline',
  Output: 'bytes32 work',
  Voucher: 'uint256 license,uint32 used',
  Deliver: 'address checkout,address payer,bytes32 nonce,uint256 deadline',
  Refund: 'address checkout,address payer,bytes32 nonce,uint256 amount,uint256 deadline',
  TransferWithAuthorization:
    'address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce',
}

const CONTRACT: Hex = '0x00000000000000000000000000000000000c0de1'

/** Signed by a key that is nobody's: the hash of a sentence. */
const signer = privateKeyToAccount(keccak256(toBytes('tributary.vectors.signer')))

export async function cases(): Promise<Record<string, unknown[]>> {
  const random = new Random('typed-data')
  const typed = Object.entries(MESSAGES).flatMap(([primaryType, type]) => {
    return [1, 31337].map((chainId) => caseOf(primaryType, type, chainId, random))
  })
  return { messages: await Promise.all(typed), signed: [await signed()] }
}

/** Signatures of things that exist, which the contracts take: a work, an output of it, and money. */
async function signed(): Promise<object> {
  const domain = { name: 'Tributary', version: '1', chainId: 31337, verifyingContract: CONTRACT }
  const model = workOf({ creator: BigInt(signer.address), home: accountOf(31337n, CONTRACT) })
  const output = { ...model, origin: idOf(model) }
  const mint = { work: idOf(model), to: PAYER, deadline: 2n ** 40n }
  const transfer = {
    from: signer.address,
    to: PAYER,
    value: 5n,
    validAfter: 0n,
    validBefore: 2n ** 40n,
    nonce: idOf(model),
  }
  const token = { ...domain, name: 'Test Dollar' }
  return {
    contract: CONTRACT,
    signer: signer.address,
    model,
    output,
    mint: { ...mint, signature: await sign(domain, 'Mint', mint) },
    attestation: await sign(domain, 'Output', { work: idOf(output) }),
    transfer: { ...transfer, signature: await sign(token, 'TransferWithAuthorization', transfer) },
  }
}

function sign(domain: object, primaryType: string, message: Record<string, unknown>): Promise<Hex> {
  return signer.signTypedData({ domain, primaryType, types: { [primaryType]: fieldsOf(primaryType) }, message })
}

async function caseOf(primaryType: string, type: string, chainId: number, random: Random): Promise<object> {
  const fields = fieldsOf(primaryType)
  const message = Object.fromEntries(fields.map((field) => [field.name, draw(field.type, random)]))
  const isToken = primaryType === 'TransferWithAuthorization'
  const name = isToken ? 'Test Dollar' : 'Tributary'
  const domain = { name, version: '1', chainId, verifyingContract: CONTRACT }
  const data = { domain, primaryType, types: { [primaryType]: fields }, message }
  const signature = await signer.signTypedData(data)
  return {
    primaryType,
    domain,
    type: `${primaryType}(${type})`,
    message,
    digest: hashTypedData(data),
    signer: signer.address,
    signature,
  }
}

function fieldsOf(primaryType: string): { name: string; type: string }[] {
  return MESSAGES[primaryType]!.split(',').map((field) => {
    const [type, name] = field.split(' ') as [string, string]
    return { name, type }
  })
}

function draw(type: string, random: Random): Hex | bigint | number {
  if (type === 'bytes32') return random.word()
  if (type === 'address') return random.address()
  return type === 'uint32' ? Number(random.bits(32)) : random.bits(256)
}
