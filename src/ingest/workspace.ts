import { tmpdir } from 'node:os'
import type { Blobs } from '../blobs/blobs.js'
import { FolderBlobs } from '../blobs/folder.js'
import type { Queue } from '../queue/queue.js'
import type { OpenedStore } from '../store/open.js'
import type { Store } from '../store/store.js'
import { originalsIn } from './keep.js'
import { FleetOriginals, FolderOriginals, type Originals, type Watch } from './originals.js'

/** Store, queue and originals that are open, wherever they are: what all commands, the server and workers work with. */
export interface Workspace {
  /** The data folder, absolute; of a fleet its database without secrets. */
  readonly place: string
  readonly store: Store
  readonly queue: Queue
  /** Originals; on a data folder these are the copies of `--keep-originals`, and uploads. */
  readonly blobs: Blobs
  /** The parts that only a data folder has; null for a fleet. */
  readonly own: OwnFolder | null
  readonly close: () => Promise<void>
}

interface OwnFolder {
  readonly folder: string
  readonly blobs: FolderBlobs
  /** Takes the right to fill the store, which one process has at a time. @throws StoreError `ingest-running` */
  readonly lockForIngest: () => void
}

export type FolderWorkspace = Workspace & { readonly own: OwnFolder }

/** A data folder as a workspace. */
export function folderWorkspace({ folder, store, queue, lockForIngest, close }: OpenedStore): FolderWorkspace {
  const blobs = originalsIn(folder)
  return { ...{ place: folder, store, queue, blobs, close }, own: { folder, blobs, lockForIngest } }
}

/**
 * Where a workspace's originals are.
 * @param temporary folder for what is fetched from a fleet's storage; the system's own if left out
 * @param watch over files of a data folder that do not hold what they held when they were found
 */
export const originalsOf = (
  { store, blobs, own }: Pick<Workspace, 'store' | 'blobs' | 'own'>,
  {
    temporary = tmpdir(),
    watch = null,
  }: { readonly temporary?: string | undefined; readonly watch?: Watch | null } = {},
): Originals => (own ? new FolderOriginals(store, own.blobs, watch) : new FleetOriginals(store, blobs, temporary))
