import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EffectiveDocument } from '../effective/effective.js'
import type { DocumentRow, StoredDocument, Store } from '../store/store.js'
import { titleOf } from '../model/catalogue/titles.js'
import type { ExportSource } from '../export/export.js'
import type { Language } from '../model/problem.js'
import { failureIn, problemIn } from '../report/problems.js'
import type { Context } from './context.js'
import { languageOf, Refusal } from './errors/refusal.js'

/** Looks up documents for routes. */

/** @throws Refusal `document-unknown` */
export async function rowOf(store: Pick<Store, 'documents'>, id: string): Promise<DocumentRow> {
  for await (const row of store.documents({ sha256: [id], removed: 'any' })) return row
  throw new Refusal('document-unknown', { id })
}

/** Candidates that are named where a beginning is not clear. */
const MAX_CANDIDATES = 10

/**
 * The fingerprint that begins so, of documents that were removed, too; what no document begins with is given back as it is.
 * @throws Refusal `document-ambiguous`
 */
export async function wholeId(store: Pick<Store, 'documents'>, id: string): Promise<string> {
  if (id.length === WHOLE) return id
  const found: string[] = []
  const page = { limit: MAX_CANDIDATES + 1 }
  for await (const { sha256 } of store.documents({ sha256: [id], removed: 'any' }, page)) found.push(sha256)
  const [only = id, other] = found
  if (other === undefined) return only
  const candidates = found.slice(0, MAX_CANDIDATES)
  const named = [...candidates, ...(found.length > MAX_CANDIDATES ? ['…'] : [])].join(', ')
  throw new Refusal('document-ambiguous', { id, candidates: named }, { candidates })
}

/** Digits of a whole fingerprint. */
const WHOLE = 64

/** Null where it was never extracted. */
export async function storedOf(store: Pick<Store, 'effective'>, id: string): Promise<StoredDocument | null> {
  for await (const document of store.effective({ sha256: [id], removed: 'any' })) return document
  return null
}

/** @throws Refusal `document-unknown`, `not-extracted` */
export async function extractedOf(store: Pick<Store, 'documents' | 'effective'>, id: string): Promise<StoredDocument> {
  const document = await storedOf(store, id)
  if (document) return document
  await rowOf(store, id)
  throw new Refusal('not-extracted')
}

/** The language that a request is answered in; what its reply says of itself. */
export function spoken(request: FastifyRequest, reply: FastifyReply, { options }: Pick<Context, 'options'>): Language {
  const language = languageOf(request.headers['accept-language'], options.language)
  void reply.header('content-language', language).header('vary', 'accept-language')
  return language
}

/** The row as the API gives it, worded for who asks: its fingerprint is its id. The reply's schema leaves out what it does not name. */
export function publicRow({ sha256, failure, ...row }: Omit<DocumentRow, 'file'>, language: Language) {
  return { id: sha256, ...row, failure: failure && failureIn(failure, language) }
}

/** The store's documents for an export, with problems worded for who asks. */
export const sourceIn = (source: ExportSource, language: Language): ExportSource => ({
  documents: (...asked) => source.documents(...asked),
  names: async (...asked) => source.names(...asked),
  findings: (...asked) => source.findings(...asked),
  async *effective(filter) {
    for await (const document of source.effective(filter)) {
      const problems = document.effective.problems.map((each) => problemIn(each, language))
      yield { ...document, effective: { ...document.effective, problems } }
    }
  },
})

/** Problems with their short titles, worded for who asks. */
export const publicProblems = (problems: EffectiveDocument['problems'], language: Language) =>
  problems.map((each) => ({ ...problemIn(each, language), title: titleOf(each.code, language) }))

export function publicEffective({ values, problems, ...effective }: EffectiveDocument, language: Language) {
  return {
    ...effective,
    problems: publicProblems(problems, language),
    values: values.map(({ read: { code }, value, unit, state, flags, corrected, conflict }) => ({
      ...{ code, value, unit, state, flags, corrected, conflict },
    })),
  }
}
