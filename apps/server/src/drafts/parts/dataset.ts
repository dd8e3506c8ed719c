import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Account } from '@tributary/protocol'
import { draftDataset, type File } from '@tributary/sdk'
import type { DatasetResult, DraftPart } from '@tributary/sdk/wire'
import { getAddress, type Hex } from 'viem'
import { RefusedError } from '../../api/problems.ts'
import { findFile, folderOf } from '../../jobs/files.ts'
import { ownJob } from '../../jobs/ownJob.ts'
import { termsOf } from '../terms.ts'
import type { Made, Making } from './Making.ts'

type DatasetPart = Extract<DraftPart, { kind: 'dataset' }>

/** The data set of a job. Whoever of its artists has no address is paid through the creator. */
export async function makeDatasetPart({ services, creator }: Making, part: DatasetPart): Promise<Made> {
  const job = await ownJob(services.pool, creator, part.job, 'dataset')
  const { root, contributors, sheet } = job.result as DatasetResult
  const folder = folderOf(services.home, job.id)
  assertKnown(
    part,
    contributors.map(({ name }) => name),
  )
  const dataset = {
    root: root as Hex,
    manifest: new Uint8Array(readFileSync(join(folder, 'dataset.txt'))),
    contributors: contributors.map(({ address, weight, ...rest }) => {
      return { ...rest, weight: BigInt(weight), ...(address !== undefined && { address: address as Hex }) }
    }),
  }
  const payees = Object.fromEntries(
    contributors.flatMap(({ name, address }) => {
      const to = part.payees?.[name] ?? address ?? creator
      return [[name, Account.from({ address: getAddress(to) })]]
    }),
  )
  const attachments = samplesOf(folder)
  const { draft } = await draftDataset({ ...(await termsOf(part)), dataset, payees, attachments, shares: part.shares })
  return { draft, picture: sheet, uploads: [] }
}

/** Some pictures of each artist go with the work, so that anybody can see whose it is; the manifest names them all. */
function samplesOf(folder: string): File[] {
  const list = findFile(join(folder, 'samples.json'))
  const samples = list ? (JSON.parse(new TextDecoder().decode(list)) as { name: string; file: string }[]) : []
  return samples.map(({ name, file }) => {
    return { bytes: new Uint8Array(readFileSync(join(folder, file))), mediaType: 'image/png', name }
  })
}

function assertKnown({ payees = {} }: DatasetPart, names: readonly string[]): void {
  const unknown = Object.keys(payees).find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw new RefusedError({
    status: 422,
    title: 'No such contributor',
    detail: `No contributor is called ${JSON.stringify(unknown.slice(0, 80))}.`,
    hint: `They are ${names.slice(0, 20).join(', ')}.`,
  })
}
