import { resolve } from 'node:path'
import type { Blobs } from '../blobs/blobs.js'
import type { FleetConfig } from '../fleet/config.js'
import { toldOf, type Language } from '../model/sentences.js'
import type { Queue } from '../queue/queue.js'
import type { DocumentRow, Store, StoredDocument } from '../store/store.js'
import type { Kit } from './command.js'
import { EXIT } from './exit.js'
import { placeOf, type PlaceOptions } from './place.js'
import { note } from './render/output.js'
import { oneLine } from './render/text.js'
import { SENTENCES } from './words.js'

/** Store, queue and originals, wherever they are. */
export interface Opened {
  /** The data folder, absolute; of a fleet its database without secrets. */
  readonly place: string
  readonly store: Store
  readonly queue: Queue
  /** Of a data folder: the copies that `--keep-originals` made. */
  readonly blobs: Blobs
  /** The rights of a data folder alone; null of a fleet. */
  readonly own: {
    readonly folder: string
    /** Takes the right to fill the store, which one process has at a time. @throws StoreError `ingest-running` */
    readonly lockForIngest: () => void
  } | null
  readonly close: () => Promise<void>
}

/** An opened place with the means to speak. */
export interface Session extends Opened, Kit {}

/** Opens the fleet, or a data folder that is there, runs a command on it and closes it. */
export async function withStore(
  options: PlaceOptions,
  kit: Kit,
  command: (session: Session) => Promise<number>,
): Promise<number> {
  return explained(kit, async () => {
    const place = await placeOf(options)
    const opened = await (place.kind === 'fleet'
      ? openFleetSession(place.config, kit.language)
      : openFolder(place.folder, { create: false, language: kit.language }))
    try {
      return await command({ ...opened, ...kit })
    } finally {
      await opened.close()
    }
  })
}

/** Runs a command. If folder or fleet fails, it says what to do, and ends with 1. */
export async function explained(
  { language, complain }: Pick<Kit, 'language' | 'complain'>,
  command: () => Promise<number>,
): Promise<number> {
  try {
    return await command()
  } catch (error) {
    const fault = toldOf(error, language)
    if (!fault) throw error
    complain(`${fault.message} ${fault.remedy}`)
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
  // Loaded only here and below: help is quick.
  const { openStore } = await import('../store/open.js')
  const { originalsOf } = await import('../ingest/originals.js')
  const opened = await openStore(folder, options)
  const { store, queue, lockForIngest, close } = opened
  const own = { folder: opened.folder, lockForIngest }
  return { place: opened.folder, store, queue, blobs: originalsOf(opened.folder), close, own }
}

/** @throws StoreError */
export async function openFleetSession(config: FleetConfig, language: Language): Promise<Opened> {
  const { openFleet } = await import('../fleet/open.js')
  const { redacted } = await import('../fleet/config.js')
  return { ...(await openFleet(config, { language })), place: redacted(config.databaseUrl), own: null }
}

/** Candidates that are listed where a name is not clear. */
const MAX_CANDIDATES = 20

/** Documents that a person's name for one may mean: also a path from the present folder. */
export async function candidates(
  { store }: Pick<Session, 'store'>,
  reference: string,
): Promise<readonly DocumentRow[]> {
  const found = await store.find(reference)
  return found.length > 0 ? found : store.find(resolve(reference))
}

/** The one document that is meant; null where there is none, or several: then it says which. */
export async function oneDocument(session: Session, reference: string): Promise<DocumentRow | null> {
  const { say, complain } = session
  const found = await candidates(session, reference)
  const [first] = found
  if (first && found.length === 1) return first
  if (!first) {
    complain(say(SENTENCES.documentNotFound, { reference }))
    return null
  }
  complain(say(AMBIGUOUS, { reference, count: found.length }))
  for (const row of found.slice(0, MAX_CANDIDATES)) note(`  ${candidateLine(row)}`)
  if (found.length > MAX_CANDIDATES) note(`  ${say(SENTENCES.more, { count: found.length - MAX_CANDIDATES })}`)
  return null
}

const AMBIGUOUS = {
  en: '{reference} may be any of {count} documents; give the digits of one:',
  zh: '{reference} 可能是 {count} 份文档之一，请给出指纹：',
}

const candidateLine = ({ sha256, path, title, year }: DocumentRow): string =>
  [sha256.slice(0, 16), oneLine(path), oneLine(title ?? ''), String(year ?? '')]
    .filter((part) => part !== '')
    .join('  ')

/** A document with all that counts of it; null, and a sentence, where it was never extracted. */
export async function storedDocument(session: Session, row: DocumentRow): Promise<StoredDocument | null> {
  for await (const document of session.store.effective({ sha256: [row.sha256] })) return document
  session.complain(session.say(SENTENCES.documentPending, { path: oneLine(row.path) }))
  return null
}
