import type { Dropped } from './Folder.ts'

/** Files that were chosen; of a folder, with their paths in it. */
export function fromInput(files: FileList | null): Dropped[] {
  return Array.from(files ?? [], (file) => ({ path: file.webkitRelativePath || file.name, file }))
}

/** Files and folders that were dropped, folders with all that is in them. */
export async function fromDrop(transfer: DataTransfer): Promise<Dropped[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry())
  const files = Array.from(transfer.files)
  if (entries.every((entry) => entry === null)) return files.map((file) => ({ path: file.name, file }))
  const found = await Promise.all(entries.map((entry) => (entry === null ? [] : filesIn(entry))))
  return found.flat()
}

async function filesIn(entry: FileSystemEntry): Promise<Dropped[]> {
  const path = entry.fullPath.replace(/^\//, '')
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ path, file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const all: Dropped[] = []
  // A reader gives a hundred entries at a time, until it gives none.
  for (let part = await nextEntries(reader); part.length > 0; part = await nextEntries(reader)) {
    all.push(...(await Promise.all(part.map(filesIn))).flat())
  }
  return all
}

function nextEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}
