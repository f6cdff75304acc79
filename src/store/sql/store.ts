import type { Language } from '../../model/problem.js'
import type { Store } from '../store.js'
import * as attempts from './attempts.js'
import * as batches from './batches.js'
import * as corrections from './corrections.js'
import * as decisions from './decisions.js'
import * as documents from './documents.js'
import type { Context, Db, Engine } from './engine.js'
import * as findings from './findings.js'
import * as names from './names.js'
import * as overview from './overview.js'
import * as removal from './removal.js'
import { count, tally } from './tally.js'
import * as waiting from './waiting.js'
import * as webhooks from './webhooks.js'

export interface SqlStoreOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Language of the sentences that the store adds to documents; English if omitted. */
  readonly language?: Language
}

/** The store in a database that speaks SQL. Each method stands in a file of its own, by what it is about. */
export function sqlStore(db: Db, engine: Engine, { now = Date.now, language = 'en' }: SqlStoreOptions = {}): Store {
  const context: Context = { db, engine, language, at: () => new Date(now()).toISOString() }
  const bound =
    <Given extends readonly unknown[], Result>(method: (context: Context, ...given: Given) => Result) =>
    (...given: Given): Result =>
      method(context, ...given)
  return {
    beginBatch: bound(batches.beginBatch),
    endBatch: bound(batches.endBatch),
    batches: bound(batches.batches),
    batch: bound(batches.batch),
    seen: bound(names.seen),
    putNames: bound(names.putNames),
    touchNames: bound(names.touchNames),
    markVanished: bound(names.markVanished),
    names: bound(names.namesOf),
    saveAttempt: bound(attempts.saveAttempt),
    attempts: bound(attempts.attempts),
    attemptsOfBatch: bound(attempts.attemptsOfBatch),
    attemptRecord: bound(attempts.attemptRecord),
    useAttempt: bound(decisions.useAttempt),
    decisions: bound(decisions.decisions),
    removeDocument: bound(removal.removeDocument),
    restoreDocument: bound(removal.restoreDocument),
    purgeDocument: bound(removal.purgeDocument),
    purgeable: bound(removal.purgeable),
    addCorrections: bound(corrections.addCorrections),
    corrections: bound(corrections.corrections),
    find: bound(documents.find),
    count: (filter = {}) => count(context, filter),
    documents: (filter = {}, page = {}) => documents.documents(context, filter, page),
    effective: (filter = {}) => documents.effective(context, filter),
    tally: (filter = {}) => tally(context, filter),
    alike: (filter = {}) => overview.alike(context, filter),
    reports: (filter = {}) => overview.reports(context, filter),
    numbers: (filter = {}) => overview.numbers(context, filter),
    waitingForFindings: bound(waiting.waitingForFindings),
    countWaiting: bound(waiting.countWaiting),
    noteReports: bound(waiting.noteReports),
    documentsOfReport: bound(waiting.documentsOfReport),
    putFindings: bound(waiting.putFindings),
    outdateFindings: bound(waiting.outdateFindings),
    findings: (filter = {}, page = {}) => findings.findings(context, filter, page),
    countFindings: (filter = {}) => findings.countFindings(context, filter),
    addToken: bound(batches.addToken),
    tokens: bound(batches.tokens),
    revokeToken: bound(batches.revokeToken),
    addWebhook: bound(webhooks.addWebhook),
    webhook: bound(webhooks.webhook),
    claimWebhooks: bound(webhooks.claimWebhooks),
    settleWebhook: bound(webhooks.settleWebhook),
    close: () => db.destroy(),
  }
}
