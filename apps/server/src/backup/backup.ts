import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { BaseError, Json } from '@tributary/protocol'
import { Settings, writeWhole } from '@tributary/sdk/node'
import type { Pool } from 'pg'
import { version } from '../runtime/version.ts'
import { readRows, writeRows } from './rows.ts'

/** What of a home is not copied: the database is exported, logs are of yesterday, and locks belong to processes. */
const isLeft = (name: string): boolean => ['postgres', 'logs'].includes(name) || /(^|\.)lock(\.|$)|\.draft$/.test(name)

/** What a backup says about itself. */
type Label = { readonly format: 1; readonly version: string; readonly time: string; readonly rows: number }

/** Writes everything of a studio that cannot be made again into a new folder. The studio must not run meanwhile. */
export async function backUp(home: string, pool: Pool, target: string): Promise<Label> {
  const folder = resolve(target)
  if (existsSync(folder)) throw new FolderExistsError({ folder })
  const draft = `${folder}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  cpSync(home, join(draft, 'home'), { recursive: true, filter: (path) => path === home || !isLeft(basename(path)) })
  const rows = await writeRows(pool, join(draft, 'database'))
  const label: Label = { format: 1, version, time: new Date().toISOString(), rows }
  writeWhole(join(draft, 'backup.json'), `${JSON.stringify(label, null, 2)}\n`)
  renameSync(draft, folder)
  return label
}

/** Copies the files of a backup to where no home is. */
export function restoreFiles(source: string, home: string): Label {
  const label = readLabel(source)
  if (Settings.exists(home)) throw new HomeExistsError({ home })
  cpSync(join(source, 'home'), home, { recursive: true })
  return label
}

/** Puts the rows of a backup into a database that has none. Jobs that were waiting then are over. */
export async function restoreRows(source: string, pool: Pool): Promise<void> {
  await readRows(pool, join(source, 'database'))
  await pool.query(
    `UPDATE studio.job SET state = 'canceled', ended = extract(epoch FROM now())::bigint WHERE ended IS NULL`,
  )
}

function readLabel(source: string): Label {
  const path = join(source, 'backup.json')
  if (!existsSync(path)) throw new NoBackupError({ source })
  const label = Json.toObject(JSON.parse(readFileSync(path, 'utf8')), path)
  if (label.format !== 1) throw new NoBackupError({ source })
  return label as Label
}

/** A backup never overwrites anything. */
export class FolderExistsError extends BaseError {
  override readonly name = 'Backup.FolderExistsError'
  constructor({ folder }: { folder: string }) {
    super(`${folder} exists already.`, { hint: 'Name a folder that does not exist.' })
  }
}

/** A restored studio never overwrites another one. */
export class HomeExistsError extends BaseError {
  override readonly name = 'Backup.HomeExistsError'
  constructor({ home }: { home: string }) {
    super(`There is a home at ${home} already.`, { hint: 'Choose another place with --home, or move that one away.' })
  }
}

/** A folder is no backup that this version can read. */
export class NoBackupError extends BaseError {
  override readonly name = 'Backup.NoBackupError'
  constructor({ source }: { source: string }) {
    super(`There is no backup at ${source} that this version can read.`, {
      hint: 'Name a folder that `backup` wrote, or use the version that wrote it.',
    })
  }
}
