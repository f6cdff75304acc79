import type { Blobs } from '../../blobs/blobs.js'
import type { FleetConfig } from '../../fleet/config.js'
import { toldOf } from '../../model/sentences.js'
import { originalsOf } from '../../ingest/originals.js'
import type { Language } from '../../model/problem.js'
import type { Queue } from '../../queue/queue.js'
import { openStore } from '../../store/open.js'
import type { DocumentRow, Store, StoredDocument } from '../../store/store.js'
import { resolve } from 'node:path'
import { EXIT } from '../exit.js'
import type { Say } from '../messages.js'
import { placeOf } from '../place.js'
import { oneLine } from '../table.js'

/** Store, queue and originals, wherever they are. */
export interface Opened {
  /** The data folder, absolute; of a fleet its database without secrets. */
  readonly place: string
  readonly store: Store
  readonly queue: Queue
  /** Of a data folder: the copies that `--keep-originals` made. */
  readonly blobs: Blobs
  /** What only a data folder has; null of a fleet. */
  readonly own: {
    readonly folder: string
    /** Takes the right to fill the store, which one process has at a time. @throws StoreError `ingest-running` */
    readonly lockForIngest: () => void
  } | null
  readonly close: () => Promise<void>
}

/** What each command around the store works with. */
export interface Session extends Opened {
  readonly say: Say
  readonly language: Language
  /** Tells standard error what is wrong. */
  readonly complain: (sentence: string) => void
}

export const complainer =
  (say: Say) =>
  (sentence: string): void => {
    process.stderr.write(`${say('error')} ${sentence}\n`)
  }

/**
 * Opens the fleet, or a data folder that is there, runs a command on it and closes it. What keeps it from working is told
 * with what to do, and ends with 1.
 * @param given the command's options, which say what it works on
 */
export async function withStore(
  given: unknown,
  say: Say,
  language: Language,
  command: (session: Session) => Promise<number>,
): Promise<number> {
  const complain = complainer(say)
  return explained(say, language, async () => {
    const place = await placeOf(given)
    const opened = await (place.kind === 'fleet'
      ? openFleetSession(place.config, language)
      : openFolder(place.folder, { create: false, language }))
    try {
      return await command({ ...opened, say, language, complain })
    } finally {
      await opened.close()
    }
  })
}

/** Runs a command; what keeps fleet or folder from working is told with what to do, and ends with 1. */
export async function explained(say: Say, language: Language, command: () => Promise<number>): Promise<number> {
  try {
    return await command()
  } catch (error) {
    const fault = toldOf(error, language)
    if (!fault) throw error
    complainer(say)(`${fault.message} ${fault.remedy}`)
    return EXIT.usage
  }
}

/** A data folder that is open. */
type OpenedFolder = Opened & { readonly own: NonNullable<Opened['own']> }

/** @throws StoreError */
export async function openFolder(
  folder: string,
  options: { readonly create?: boolean; readonly language: Language },
): Promise<OpenedFolder> {
  const opened = await openStore(folder, options)
  const { store, queue, lockForIngest, close } = opened
  return {
    ...{ place: opened.folder, store, queue, blobs: originalsOf(opened.folder), close },
    own: { folder: opened.folder, lockForIngest },
  }
}

/** @throws StoreError */
export async function openFleetSession(config: FleetConfig, language: Language): Promise<Opened> {
  // Loaded only here: nobody waits for it who has no fleet.
  const { openFleet } = await import('../../fleet/open.js')
  const { redacted } = await import('../../fleet/config.js')
  return { ...(await openFleet(config, { language })), place: redacted(config.databaseUrl), own: null }
}

/** So many candidates are listed where a name is not clear. */
const CANDIDATES = 20

/** Documents that a person's name for one may mean: also a path from the present folder. */
export async function candidates(
  { store }: Pick<Session, 'store'>,
  reference: string,
): Promise<readonly DocumentRow[]> {
  const found = await store.find(reference)
  return found.length > 0 ? found : store.find(resolve(reference))
}

/** The one document that is meant; null where there is none, or several: then it is said which. */
export async function oneDocument(session: Session, reference: string): Promise<DocumentRow | null> {
  const { say, complain } = session
  const found = await candidates(session, reference)
  const [first] = found
  if (first && found.length === 1) return first
  if (!first) {
    complain(say('documentNotFound', { reference }))
    return null
  }
  complain(say('documentAmbiguous', { reference, count: found.length }))
  for (const row of found.slice(0, CANDIDATES)) process.stderr.write(`  ${candidateLine(row)}\n`)
  if (found.length > CANDIDATES) process.stderr.write(`  ${say('more', { count: found.length - CANDIDATES })}\n`)
  return null
}

/** So many digits of a fingerprint name a document; more where two begin alike. */
const candidateLine = ({ sha256, path, title, year }: DocumentRow): string =>
  [sha256.slice(0, 16), oneLine(path), oneLine(title ?? ''), String(year ?? '')]
    .filter((part) => part !== '')
    .join('  ')

/** A document with all that counts of it; null, and a sentence, where it was never extracted. */
export async function storedDocument(session: Session, row: DocumentRow): Promise<StoredDocument | null> {
  for await (const document of session.store.effective({ sha256: [row.sha256] })) return document
  session.complain(session.say('documentPending', { path: oneLine(row.path) }))
  return null
}
