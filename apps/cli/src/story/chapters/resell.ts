import { isMinted, mint, receiverOf, submit, sweep } from '@tributary/sdk'
import { formatEther, parseEther } from 'viem'
import { shorten } from '../../terminal/format.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

const price = parseEther('2')

/** A collector resells a picture somewhere that only knows ERC-2981: plain ether to the address it was told. */
export async function resell(stage: Stage, output: Published): Promise<void> {
  const { tell, actor, session } = stage
  const [creator, collector, relayer] = [await actor('creator'), await actor('collector'), await actor('relayer')]
  const entry = await session.store.entry(output.id)
  if (!(await isMinted(creator, { work: output.work }))) {
    const to = collector.account.address
    const minted = await mint(creator, { work: output.work, attestation: entry?.attestation, to, key: 'story.mint' })
    tell.step(
      'mint',
      `${output.name} becomes a token of collector's; its model's signature was checked on chain`,
      minted,
    )
  }
  const address = await receiverOf(creator, { work: output.id })
  const royalty = (price * BigInt(output.work.resale)) / 1_000_000n
  const paid = await submit(
    collector,
    { to: address, data: '0x', value: royalty, verb: 'transfer' },
    { key: 'story.royalty' },
  )
  tell.step('resale royalty', `${formatEther(royalty)} ETH arrive as a plain transfer at ${shorten(address)}`, paid)
  const swept = await sweep(relayer, { work: output.id, key: 'story.sweep' })
  tell.step('sweep', `${formatEther(swept.credited)} wrapped ether credited to the resale bucket`, swept)
}
