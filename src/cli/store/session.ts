import type { Language } from '../../model/problem.js'
import { describeStoreError, StoreError } from '../../store/errors.js'
import { openStore, type OpenedStore } from '../../store/open.js'
import type { DocumentRow, StoredDocument } from '../../store/store.js'
import { resolve } from 'node:path'
import { EXIT } from '../exit.js'
import type { Say } from '../messages.js'
import { oneLine } from '../table.js'

/** What each command around the store works with. */
export interface Session extends OpenedStore {
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
 * Opens a data folder that is there, runs a command on it and closes it. What keeps the store from working is told with
 * what to do, and ends with 1.
 */
export async function withStore(
  folder: string,
  say: Say,
  language: Language,
  command: (session: Session) => Promise<number>,
): Promise<number> {
  const complain = complainer(say)
  try {
    const opened = await openStore(folder, { create: false, language })
    try {
      return await command({ ...opened, say, language, complain })
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const { message, remedy } = describeStoreError(error, language)
    complain(`${message} ${remedy}`)
    return EXIT.usage
  }
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
