import { openWorkspace } from '../../fleet/open.js'
import type { Workspace } from '../../ingest/workspace.js'
import type { Language } from '../../model/problem.js'
import { toldOf } from '../../model/sentences.js'
import type { DocumentRow, StoredDocument } from '../../store/store.js'
import { resolve } from 'node:path'
import { EXIT } from '../exit.js'
import type { Say } from '../messages.js'
import { placeOf } from '../place.js'
import { oneLine } from '../table.js'

/** What each command around the store works with. */
export interface Session extends Workspace {
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
    const opened = await openWorkspace(place, { create: false, language })
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
