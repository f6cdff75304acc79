import { compareRecords, isSame } from '../../compare/compare.js'
import type { Attempt } from '../../store/store.js'
import { EXIT } from '../exit.js'
import { renderComparison } from '../page/comparison.js'
import { oneLine, paint } from '../table.js'
import { lookOf, Output } from '../terminal.js'
import { oneDocument, type Session } from './session.js'

export interface DiffOptions {
  /** As numbered by `show`, from 1; left out: the one before the later. */
  readonly from: number | undefined
  /** Left out: the latest. */
  readonly to: number | undefined
  readonly json: boolean
}

/** `nianbao diff DOCUMENT`: in what two attempts on one document differ. */
export async function diffCommand(session: Session, reference: string, options: DiffOptions): Promise<number> {
  const { store, say, complain } = session
  const row = await oneDocument(session, reference)
  if (!row) return EXIT.usage
  const attempts = await store.attempts(row.sha256)
  const to = options.to ?? attempts.length
  const from = options.from ?? to - 1
  const before = await recordOf(session, attempts[from - 1])
  const after = await recordOf(session, attempts[to - 1])
  if (!before || !after) {
    complain(say('attemptsTooFew', { path: oneLine(row.path), count: attempts.length, from, to }))
    return EXIT.usage
  }
  const comparison = compareRecords(before, after)
  const output = new Output(process.stdout)
  if (options.json) {
    const head = { sha256: row.sha256, path: row.path, from, to, same: isSame(comparison) }
    await output.write(`${JSON.stringify({ ...head, ...comparison })}\n`)
    return EXIT.fine
  }
  const look = lookOf(process.stdout)
  const versions = { from, to, before: before.extractor.version, after: after.extractor.version }
  await output.write(`${paint(`${oneLine(row.path)}  ${say('diffOf', versions)}`, 'bold', look)}\n`)
  await output.write(`${renderComparison(comparison, say, look)}\n`)
  return EXIT.fine
}

const recordOf = async ({ store }: Session, attempt: Attempt | undefined): ReturnType<typeof store.attemptRecord> =>
  attempt ? store.attemptRecord(attempt.id) : null
