import { openBlobs } from '../blobs/open.js'
import { folderWorkspace, type FolderWorkspace, type Workspace } from '../ingest/workspace.js'
import type { Language } from '../model/problem.js'
import type { BullQueue } from '../queue/bullmq/queue.js'
import { openStore } from '../store/open.js'
import { VERSION } from '../version.js'
import { fleetConfig, redacted, type FleetConfig, type FleetFlags } from './config.js'
import { ConfigError } from './config-errors.js'

export interface OpenFleetOptions {
  /** Language of the sentences that the store itself adds to documents; English if left out. */
  readonly language?: Language
  /** Version of the extractor whose jobs these are; this one's if left out. */
  readonly version?: string
  /** Connections to the database at most. */
  readonly connections?: number
  /** Milliseconds for which a database that is away is waited for; a minute if left out. */
  readonly patienceMs?: number
}

/** A fleet that is open. */
export interface FleetWorkspace extends Workspace {
  readonly queue: BullQueue
}

/** The place that a command works on: a data folder of this machine, or a fleet. */
export type Place =
  { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'fleet'; readonly config: FleetConfig }

/**
 * Opens a data folder or a fleet.
 * @throws StoreError
 */
export async function openWorkspace(
  place: Place,
  options: { readonly create?: boolean; readonly language?: Language } = {},
): Promise<Workspace> {
  return place.kind === 'fleet' ? openFleet(place.config, options) : openFolder(place.folder, options)
}

/** @throws StoreError */
export async function openFolder(
  folder: string,
  options: { readonly create?: boolean; readonly language?: Language } = {},
): Promise<FolderWorkspace> {
  return folderWorkspace(await openStore(folder, options))
}

/**
 * Opens the fleet's store, whose tables must be this version's, its queue, and its originals.
 * @throws StoreError; queue and originals are connected to when they are first asked
 */
export async function openFleet(config: FleetConfig, options: OpenFleetOptions = {}): Promise<FleetWorkspace> {
  const { language, version = VERSION, connections, patienceMs } = options
  // Loaded only where there is a fleet: none of it is small.
  const { openPostgres } = await import('../store/postgres/open.js')
  const { BullQueue } = await import('../queue/bullmq/queue.js')
  const store = await openPostgres(config.databaseUrl, {
    ...(language && { language }),
    ...(connections !== undefined && { connections }),
    ...(patienceMs !== undefined && { patienceMs }),
  })
  const blobs = await openBlobs(config.s3Url)
  const queue = new BullQueue({ url: config.redisUrl, version })
  return {
    ...{ place: redacted(config.databaseUrl), store, queue, blobs, own: null },
    close: async () => {
      await Promise.allSettled([queue.close(), blobs.close(), store.close()])
    },
  }
}

/**
 * The fleet's settings, for what works with a fleet alone.
 * @throws ConfigError `config-needed`, and as `fleetConfig` does
 */
export async function neededFleet(flags: FleetFlags = {}): Promise<FleetConfig> {
  const config = await fleetConfig(flags)
  if (!config) throw new ConfigError('config-needed')
  return config
}
