import { Account, TypedData, Work } from '@tributary/protocol'
import type { Hex, LocalAccount } from 'viem'

/** The word of a model's key that the model made this output. It counts at the output's home only. */
export function signOutput(key: LocalAccount, output: Work.Work): Promise<Hex> {
  const works = { chainId: Number(Account.chainId(output.home)), verifyingContract: Account.address(output.home) }
  return key.signTypedData(TypedData.output(works, { work: Work.id(output) }))
}
