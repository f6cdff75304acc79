import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import type { Blobs } from '../blobs/blobs.js'
import { inTemporary } from '../blobs/temporary.js'
import type { FolderBlobs } from '../blobs/folder.js'
import { onDisk, shownPath } from '../file-names.js'
import type { JobSource, SourcePart } from '../queue/queue.js'
import { StoreError } from '../store/errors.js'
import type { DocumentRow, Name, Store } from '../store/store.js'
import { isSystemError } from '../system.js'
import { fingerprint, stampOf, type Fingerprint } from './fingerprint.js'
import { TOO_LARGE } from './sight.js'
import { baseOf, pagesOf } from './uploaded.js'

/** Answers where the bytes of documents are. A data folder and a fleet differ in nothing else. */
export interface Originals {
  /** Where a known document can be read from; null where its bytes are nowhere. */
  locate(row: Pick<DocumentRow, 'sha256' | 'path'>): Promise<JobSource | null>
  /**
   * Files of this machine that should hold a document's content, the likeliest first. What is fetched for it goes away when the
   * next copy is asked for, or no more.
   * @throws BlobError
   */
  copies(sha256: string, source: JobSource): AsyncGenerator<Copy, void, undefined>
}

export interface Copy {
  /** File name without folders; path as it shall stand in the record. */
  readonly name: string
  readonly path: string
  readonly parts: readonly CopiedPart[]
  /** To be called where it held something else. Says why it cannot be read; null where it is gone or changed. */
  readonly explain: () => Promise<string | null>
}

type CopiedPart = Required<Pick<SourcePart, 'name' | 'file'>>

type Known = Pick<Store, 'attempts' | 'attemptRecord' | 'names'>

/** A document's parts as the storage of originals has them: one, or a group's pictures in page order. */
export async function storedParts(
  store: Known,
  { sha256, path }: Pick<DocumentRow, 'sha256' | 'path'>,
): Promise<readonly Required<Omit<SourcePart, 'file'>>[]> {
  const pages = await pagesOf(store, sha256)
  return pages.length > 0 ? pages : [{ name: baseOf(path), sha256 }]
}

/** Where a document is in the storage of originals; null where a part of it is not there. */
async function locateStored(
  store: Known,
  blobs: Pick<Blobs, 'has'>,
  row: Pick<DocumentRow, 'sha256' | 'path'>,
): Promise<JobSource | null> {
  const parts = await storedParts(store, row)
  for (const { sha256 } of parts) if (!(await blobs.has(sha256))) return null
  return { name: baseOf(row.path), path: row.path, parts }
}

/** The originals of a fleet: fetched from the storage, verified, into files of this machine. */
export class FleetOriginals implements Originals {
  /** `folder`: for temporary files. */
  constructor(
    readonly store: Known,
    readonly blobs: Pick<Blobs, 'has' | 'fetch'>,
    readonly folder: string,
  ) {}

  async locate(row: Pick<DocumentRow, 'sha256' | 'path'>): Promise<JobSource | null> {
    return locateStored(this.store, this.blobs, row)
  }

  async *copies(sha256: string, { name, path, parts }: JobSource): AsyncGenerator<Copy, void, undefined> {
    // Names from elsewhere make no paths here.
    const id = randomUUID()
    const files = parts.map((part, place) => ({ ...part, file: join(this.folder, `${id}-${place}`) }))
    try {
      // A document of one file has that file's fingerprint.
      await inTemporary(this.folder, async () => {
        // Whoever clears temporary files away may have taken the folder.
        await mkdir(this.folder, { recursive: true })
        for (const part of files) await this.blobs.fetch(part.sha256 ?? sha256, part.file)
      })
      // Each is as it should be, and yet they may not be the parts of this group.
      yield { name, path, parts: files, explain: () => Promise.resolve(null) }
    } finally {
      // The reason for the failure counts, also where a file cannot be removed.
      for (const { file } of files) await rm(file, { force: true }).catch(() => undefined)
    }
  }
}

/** Looks after files that do not hold what they held when they were found. */
export interface Watch {
  /** A file with more bytes is not read. */
  readonly maxBytes: number
  /** Whether a folder that is gone keeps its files from being judged: the run ends then (StoreError `folder-vanished`). */
  readonly needsFolder: (root: string) => boolean
  /** Told of a file that holds something else now. */
  readonly onChanged: (changed: Changed) => Promise<void>
}

export interface Changed {
  readonly source: JobSource
  readonly print: Fingerprint
  /** The name that the document had under this file; null where it has none. */
  readonly known: Name | null
}

/** The originals of a data folder: the files under a document's names, then the copies that were kept. */
export class FolderOriginals implements Originals {
  constructor(
    readonly store: Known,
    readonly blobs: FolderBlobs,
    readonly watch: Watch | null = null,
  ) {}

  async locate(row: Pick<DocumentRow, 'sha256' | 'path'>): Promise<JobSource | null> {
    const [name] = currentFiles(await this.store.names(row.sha256))
    return name ? sourceOf(name) : locateStored(this.store, this.blobs, row)
  }

  async *copies(sha256: string, source: JobSource): AsyncGenerator<Copy, void, undefined> {
    const names = await this.store.names(sha256)
    const own = source.parts.flatMap(({ name, file }) =>
      file === undefined || this.#isKept(file) ? [] : { name, file },
    )
    const lead = own[0]?.file
    const isWhole = own.length > 0 && own.length === source.parts.length
    if (isWhole) yield this.#fileCopy(sha256, source, own, names)
    for (const name of currentFiles(names)) {
      const other = sourceOf(name)
      if (name.file !== lead) yield this.#fileCopy(sha256, other, other.parts, names)
    }
    const isStored = source.parts.every((part) => part.sha256 !== undefined)
    const kept = await locateStored(this.store, this.blobs, { sha256, path: source.path })
    const parts = isStored ? source.parts : (kept?.parts ?? [])
    const copies = parts.map((part) => ({ name: part.name, file: this.blobs.placeOf(part.sha256 ?? sha256) }))
    const { name, path } = source
    if (isStored || kept) yield { name, path, parts: copies, explain: () => Promise.resolve(null) }
  }

  #isKept(file: string): boolean {
    return file.startsWith(join(this.blobs.folder, '/'))
  }

  #fileCopy(sha256: string, source: JobSource, parts: readonly CopiedPart[], names: readonly Name[]): Copy {
    const { name, path } = source
    return { name, path, parts, explain: async () => this.#explain(sha256, { ...source, parts }, parts, names) }
  }

  async #explain(
    sha256: string,
    source: JobSource,
    parts: readonly CopiedPart[],
    names: readonly Name[],
  ): Promise<string | null> {
    if (!this.watch) return null
    const files = parts.map(({ file }) => file)
    const [lead = ''] = files
    const known = names.find(({ file }) => file === lead) ?? null
    if (known && this.watch.needsFolder(known.root) && !(await isThere(lead))) await assertFolder(known.root)
    let print: Fingerprint
    try {
      if ((await stampOf(files)).bytes > this.watch.maxBytes) return TOO_LARGE
      print = await fingerprint(files)
    } catch (error) {
      if (!isSystemError(error)) throw error
      return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? null : error.code
    }
    if (print.sha256 === sha256) return 'EAGAIN' // It holds what it was to hold again: another try will tell.
    await this.watch.onChanged({ source, print, known })
    return null
  }
}

const isThere = async (file: string): Promise<boolean> =>
  stat(onDisk(file)).then(
    () => true,
    () => false,
  )

/** @throws StoreError `folder-vanished`. */
export async function assertFolder(folder: string): Promise<void> {
  const info = await stat(onDisk(folder)).catch(() => null)
  if (!info?.isDirectory()) throw new StoreError('folder-vanished', { folder })
}

/** Names under which a document still stands in files. Names of uploads are no files. */
const currentFiles = (names: readonly Name[]): readonly Name[] =>
  names.filter(({ state, file }) => state === 'current' && isAbsolute(file))

const sourceOf = ({ file, path, parts }: Name): JobSource & { readonly parts: readonly CopiedPart[] } => ({
  name: baseOf(path),
  path,
  parts: (parts.length > 0 ? parts : [file]).map(partOf),
})

/** A file as a part of a document. */
export const partOf = (file: string): CopiedPart => ({ name: shownPath(basename(file)), file })
