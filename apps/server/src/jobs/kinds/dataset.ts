import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatasetInput, DatasetResult } from '@tributary/sdk/wire'
import { pathOf } from '../../uploads/place.ts'
import { findUploads, keepUploads, type UploadRow } from '../../uploads/uploads.ts'
import { fileSrc } from '../fileSrc.ts'
import { folderOf, keepFile } from '../files.ts'
import type { Outcome, Running, WorkerServices } from '../Kind.ts'
import { ThreadPool } from '../threads/ThreadPool.ts'
import type { DatasetAnswer, DatasetNote, DatasetOrder } from './datasetThread.ts'
import type { DatasetSources } from './readDataset.ts'

const threads = new ThreadPool<DatasetOrder, DatasetAnswer, DatasetNote>({
  module: new URL('./datasetThread.ts', import.meta.url),
  size: 1,
  megabytes: 1_024,
})

const extensions: Readonly<Record<string, string>> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
}

/** Uploaded pictures become a data set: checked, without duplicates, with its manifest and a contact sheet. */
export async function makeDataset({ services, job, folder, signal, report }: Running): Promise<Outcome> {
  const input = job.input as unknown as DatasetInput
  const ids = [...new Set(input.pictures.map(({ upload }) => upload))]
  const list = listOf(input, await findUploads(services, job.owner, ids))
  keepFile(join(folder, 'sources.json'), new TextEncoder().encode(JSON.stringify(list)))
  const onNote = ({ read }: DatasetNote): void => {
    report({ done: read, total: list.files.length, unit: 'pictures' })
  }
  const answer = await threads.run({ ...onDisk(services, list), folder }, { signal, onNote })
  const sheet = fileSrc(job.id, 'sheet.png')
  const result = {
    ...answer,
    sheet: { src: sheet, preview: sheet, ...answer.sheet },
    manifest: fileSrc(job.id, 'dataset.txt'),
  } as DatasetResult
  return { result, also: (database) => keepUploads(database, job.owner, ids) }
}

/** The pictures of a data set that was made before, for whoever learns from it. */
export function sourcesOfJob(services: Pick<WorkerServices, 'home'>, job: string): DatasetSources {
  const text = readFileSync(join(folderOf(services.home, job), 'sources.json'), 'utf8')
  return onDisk(services, JSON.parse(text) as List)
}

/** Uploads under the names of the manifest, and the table of their artists. */
type List = { readonly files: readonly { readonly path: string; readonly upload: string }[]; readonly table: string }

function onDisk({ home }: Pick<WorkerServices, 'home'>, { files, table }: List): DatasetSources {
  return { table, files: files.map(({ path, upload }) => ({ path, file: pathOf(home, upload) })) }
}

/** Each artist has a folder; a file keeps its name, with the ending that its bytes ask for. */
function listOf(input: DatasetInput, uploads: ReadonlyMap<string, UploadRow>): List {
  const addresses = new Map(input.contributors?.map(({ name, address }) => [name, address]))
  const files = input.pictures.map(({ upload, contributor, name = upload.slice(2, 14), weight = '' }) => {
    const ending = extensions[uploads.get(upload)?.content.mediaType ?? ''] ?? ''
    const path = `${contributor}/${name.replace(/\.(png|jpe?g|webp)$/i, '')}${ending}`
    return { path, upload, row: [path, contributor, addresses.get(contributor) ?? '', weight] }
  })
  const rows = files.map(({ row }) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join())
  const table = ['file,contributor,address,weight', ...rows].join('\n')
  return { table, files: files.map(({ path, upload }) => ({ path, upload })) }
}
