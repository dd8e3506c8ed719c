import type { Work } from '@tributary/sdk/wire'

const token = { address: `0x${'29'.repeat(20)}`, symbol: 'TUSD', decimals: 6 }
const person = { address: `0x${'ab'.repeat(20)}`, name: 'Flora' }

/** A picture as the API tells it, to be changed by a test. */
export function pictureWork(change: Partial<Work> = {}): Work {
  return {
    id: `0x${'1d'.repeat(32)}`,
    name: 'Dune 7',
    kind: 'output',
    creator: person,
    holder: person,
    time: 1_795_000_000,
    picture: { src: '/files/0x01', preview: '/files/0x02', width: 512, height: 512 },
    price: { amount: '2000000', token },
    rights: ['display', 'commercial'],
    earned: [],
    licenses: 3,
    description: 'A dune at dusk.',
    terms: {},
    minted: false,
    epoch: '0',
    flows: [],
    parents: [],
    children: [],
    offers: [
      {
        id: `0x${'2e'.repeat(32)}`,
        work: `0x${'1d'.repeat(32)}`,
        holder: person,
        token,
        price: '2000000',
        rights: ['display', 'commercial'],
        exclusive: [],
        supply: 10,
        sold: 3,
        duration: 0,
        uses: 0,
        validUntil: '18446744073709551615',
        derivativeShare: 0,
        state: 'open',
        signed: { offer: {}, signature: '0x' },
      },
    ],
    files: [],
    money: [],
    ...change,
  } as Work
}
