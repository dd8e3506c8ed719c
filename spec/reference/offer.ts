/** Offers: what a holder signs to sell a license. See spec/licenses.md. */
import { type Hex, hashStruct } from 'viem'

const FIELDS = `bytes32 work,uint64 epoch,uint64 counter,address token,uint128 price,address buyer,uint32 supply,
uint64 duration,uint32 uses,uint8 rights,uint8 exclusive,uint32 derivativeShare,uint32 revenueShare,uint128 revenueCap,
uint64 reportingPeriod,bytes32 channel,bytes32 text,address gateway,address feed,uint128 minPrice,uint128 maxPrice,
uint32 maxAge,uint64 validUntil,uint256 salt`

/** Name and type of each field, in order. */
export const fields: { name: string; type: string }[] = FIELDS.split(/,\s*/).map((field) => {
  const [type, name] = field.split(' ') as [string, string]
  return { name, type }
})

export type Offer = Record<string, string | number | bigint>

export function idOf(offer: Offer): Hex {
  return hashStruct({ primaryType: 'Offer', types: { Offer: fields }, data: offer })
}
