import { flaggedCodes } from '../../corrections/flagged.js'
import { toCorrection, type Looked } from '../../corrections/statement.js'
import { unsaid } from '../../corrections/unsaid.js'
import type { CorrectionKind, NewCorrection } from '../../effective/correction.js'
import type { DocumentRow } from '../../store/store.js'
import { authorOf } from '../corrections/author.js'
import { tell } from '../corrections/complaint.js'
import { EXIT } from '../exit.js'
import { oneLine } from '../table.js'
import { Output } from '../terminal.js'
import { oneDocument, storedDocument, type Session } from './session.js'

/** What a person says on the command line. */
export interface Said {
  readonly reference: string
  /** Of `confirm`: all that is flagged, if empty. */
  readonly codes: readonly string[]
  /** Of `correct` alone. */
  readonly value: string
  readonly note: string | undefined
  readonly author: string | undefined
}

/** `nianbao correct DOCUMENT CODE VALUE` and `nianbao confirm DOCUMENT [CODE…]`: all of it is taken in, or nothing. */
export async function sayCommand(session: Session, kind: CorrectionKind, said: Said): Promise<number> {
  const { say, complain, store } = session
  const author = await authorOf(said.author)
  if (author === '') {
    complain(say('noAuthor'))
    return EXIT.usage
  }
  const row = await oneDocument(session, said.reference)
  const document = row && (await storedDocument(session, row))
  if (!document) return EXIT.usage
  const { effective, sha256 } = document
  const everything = kind === 'confirm' && said.codes.length === 0
  const codes = everything ? flaggedCodes(effective) : said.codes
  const path = oneLine(document.path)
  if (codes.length === 0) {
    complain(say('nothingFlagged', { path }))
    return EXIT.usage
  }
  const looked: Looked = { sha256, record: effective.record, author }
  const note = said.note ?? null
  const built = [...new Set(codes)].map((code) => ({
    code,
    result: toCorrection(looked, { kind, code, value: said.value, note }),
  }))
  const wrong = built.flatMap(({ code, result }) =>
    'complaint' in result ? [{ code, sentence: tell(say, result.complaint) }] : [],
  )
  const right = built.flatMap(({ result }) => ('correction' in result ? [result.correction] : []))
  if (wrong.length > 0 && (!everything || right.length === 0)) {
    for (const { sentence } of wrong.slice(0, NAMED)) complain(sentence)
    if (wrong.length > NAMED) process.stderr.write(`${say('moreErrors', { count: wrong.length - NAMED })}\n`)
    return EXIT.usage
  }
  await store.addCorrections(await unsaid(store, right))
  await report(session, kind, right, row)
  if (wrong.length > 0) {
    const codes = wrong.slice(0, NAMED).map(({ code }) => code)
    if (wrong.length > NAMED) codes.push(say('more', { count: wrong.length - NAMED }))
    const unread = say('leftUnconfirmed', { codes: codes.join(', ') })
    process.stderr.write(`${unread}\n`)
  }
  return EXIT.fine
}

/** Each by itself where they are few. */
const NAMED = 10

async function report(
  { store, say }: Session,
  kind: CorrectionKind,
  corrections: readonly NewCorrection[],
  { sha256, path: found }: DocumentRow,
): Promise<void> {
  const output = new Output(process.stdout)
  const path = oneLine(found)
  const shown = (text: string | null): string => (text === null || text === '' ? say('blankCell') : oneLine(text))
  if (corrections.length > NAMED) await output.write(`${say('confirmedMany', { path, count: corrections.length })}\n`)
  else
    for (const { code, value, readThen } of corrections) {
      const key = kind === 'correct' ? 'corrected' : 'confirmed'
      await output.write(`${say(key, { path, code, value: shown(value), read: shown(readThen) })}\n`)
    }
  for await (const { status, counts } of store.documents({ sha256: [sha256] })) {
    const { doubts = 0, faults = 0 } = counts ?? {}
    await output.write(`${say('statusNow', { status: say(status), doubts, faults })}\n`)
  }
}
