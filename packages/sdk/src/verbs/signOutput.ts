import { Account, TypedData, Work } from '@tributary/protocol'
import type { Hex, LocalAccount } from 'viem'

/** The word of a model's key that the model made this output. It counts at the output's home only. */
export function signOutput(key: LocalAccount, output: Work.Work): Promise<Hex> {
  return key.signTypedData(outputMessage(output))
}

/** What is signed: `Output(bytes32 work)` in the domain of the output's home, as any wallet can show it. */
export function outputMessage(output: Work.Work): ReturnType<typeof TypedData.output> {
  const works = { chainId: Number(Account.chainId(output.home)), verifyingContract: Account.address(output.home) }
  return TypedData.output(works, { work: Work.id(output) })
}
