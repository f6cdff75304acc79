import { open } from 'node:fs/promises'
import { rm } from 'node:fs/promises'
import type { DocumentFilter } from '../../store/store.js'
import { BYTE_ORDER_MARK, doubtfulRows, SHEET_COLUMNS, toSheet, type Wanted } from '../corrections/doubtful.js'
import { EXIT } from '../exit.js'
import type { Session } from './session.js'

/**
 * `nianbao list --csv FILE`: the flagged values of the documents, one a row, for a person to look at and hand back. A file
 * that is there is left alone: it may hold what a person wrote.
 */
export async function writeDoubts(
  session: Session,
  filter: DocumentFilter,
  wanted: Wanted,
  file: string,
): Promise<number> {
  const { store, say, complain } = session
  const counts = { values: 0, documents: 0 }
  let handle
  try {
    handle = await open(file, 'wx')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
    complain(say(error.code === 'EEXIST' ? 'csvExists' : 'cannotWrite', { file, reason: error.code }))
    return EXIT.usage
  }
  try {
    await handle.write(BYTE_ORDER_MARK + toSheet([SHEET_COLUMNS]))
    for await (const { sha256, path, effective } of store.effective(filter)) {
      const attempt = (await store.attempts(sha256)).find(({ current }) => current)
      if (!attempt) continue
      const rows = doubtfulRows({ sha256, path, attempt: attempt.id, effective }, wanted, say)
      if (rows.length === 0) continue
      counts.values += rows.length
      counts.documents += 1
      await handle.write(toSheet(rows))
    }
    await handle.close()
  } catch (error) {
    await handle.close()
    await rm(file, { force: true })
    throw error
  }
  process.stderr.write(`${say('csvWritten', { ...counts, file })}\n`)
  return EXIT.fine
}
