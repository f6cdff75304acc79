import { readFile } from 'node:fs/promises'
import { toCorrection } from '../../corrections/statement.js'
import { unsaid } from '../../corrections/unsaid.js'
import type { NewCorrection } from '../../effective/correction.js'
import type { DocumentRecord } from '../../model/record.js'
import { authorOf } from '../corrections/author.js'
import { tell, type Complaint } from '../corrections/complaint.js'
import { readSheet, type LineComplaint, type SheetRow } from '../corrections/sheet.js'
import { EXIT } from '../exit.js'
import { oneLine } from '../table.js'
import { candidates, type Session } from './session.js'

/** So many wrong lines are told. */
const TOLD = 50

/** `--from FILE`: takes in what a person filled into a sheet of doubtful values; all of it, or nothing. */
export async function sheetCommand(session: Session, file: string, givenAuthor: string | undefined): Promise<number> {
  const { say, complain, store } = session
  const author = await authorOf(givenAuthor)
  const bytes = await readFile(file).catch((error: unknown) => error)
  if (!(bytes instanceof Uint8Array)) {
    const reason = bytes instanceof Error && 'code' in bytes ? String(bytes.code) : String(bytes)
    complain(say('cannotRead', { file, reason }))
    return EXIT.usage
  }
  if (author === '') {
    complain(say('noAuthor'))
    return EXIT.usage
  }
  const { rows, complaints } = readSheet(bytes)
  const { corrections, wrong } = await resolved(session, rows, author)
  const all = [...complaints, ...wrong].sort((a, b) => a.line - b.line)
  if (all.length > 0) {
    for (const { line, complaint } of all.slice(0, TOLD))
      complain(say('sheetLine', { file, line, sentence: tell(say, complaint) }))
    if (all.length > TOLD) process.stderr.write(`${say('moreErrors', { count: all.length - TOLD })}\n`)
    process.stderr.write(`${say('sheetNoneTaken', { count: all.length, file })}\n`)
    return EXIT.usage
  }
  if (corrections.length === 0) {
    complain(say('sheetNothing', { file }))
    return EXIT.usage
  }
  const fresh = await unsaid(store, corrections)
  if (fresh.length > 0) await store.addCorrections(fresh)
  const confirmations = corrections.filter(({ kind }) => kind === 'confirm').length
  const details = {
    corrections: corrections.length - confirmations,
    confirmations,
    documents: new Set(corrections.map(({ sha256 }) => sha256)).size,
    file,
  }
  process.stdout.write(`${say('sheetTaken', details)}\n`)
  const old = corrections.length - fresh.length
  if (old > 0) process.stdout.write(`${say('saidAlready', { count: old })}\n`)
  return EXIT.fine
}

interface Resolved {
  readonly corrections: readonly NewCorrection[]
  readonly wrong: readonly LineComplaint[]
}

interface FoundDocument {
  readonly sha256: string
  readonly record: DocumentRecord
}

/** Rows come document by document: only the latest one is kept. */
async function resolved(session: Session, rows: readonly SheetRow[], author: string): Promise<Resolved> {
  const corrections: NewCorrection[] = []
  const wrong: LineComplaint[] = []
  const subjects = new Map<string, number>()
  let lastKey: string | null = null
  let found: FoundDocument | Complaint = { key: 'sheetNoDocument' }
  for (const { line, document, attempt, code, kind, value, note } of rows) {
    const key = `${document}\n${attempt ?? ''}`
    if (key !== lastKey) found = await documentOf(session, document, attempt)
    lastKey = key
    if ('key' in found) {
      wrong.push({ line, complaint: found })
      continue
    }
    const result = toCorrection({ ...found, author }, { kind, code, value, note })
    // The same document under two names.
    const subject = `${found.sha256} ${code}`
    const earlier = subjects.get(subject)
    if (earlier !== undefined) wrong.push({ line, complaint: { key: 'sheetTwice', details: { line: earlier } } })
    else if ('complaint' in result) wrong.push({ line, complaint: result.complaint })
    else corrections.push(result.correction)
    subjects.set(subject, line)
  }
  return { corrections, wrong }
}

async function documentOf(
  session: Session,
  reference: string,
  attemptId: number | null,
): Promise<FoundDocument | Complaint> {
  const [row, other] = await candidates(session, reference)
  if (!row) return { key: 'documentNotFound', details: { reference: oneLine(reference) } }
  if (other) return { key: 'documentUnclear', details: { reference: oneLine(reference) } }
  const attempts = await session.store.attempts(row.sha256)
  const attempt = attempts.find(({ id, current }) => (attemptId === null ? current : id === attemptId))
  const record = attempt && (await session.store.attemptRecord(attempt.id))
  if (record) return { sha256: row.sha256, record }
  return attemptId === null
    ? { key: 'documentPending', details: { path: oneLine(row.path) } }
    : { key: 'sheetAttemptUnknown', details: { attempt: attemptId } }
}
