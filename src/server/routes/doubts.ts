import { codedEquations, doubtsOf, type CodedEquation, type Doubt } from '../../corrections/doubts.js'
import { confirmableTogether, kindOf, type DoubtKind } from '../../corrections/together.js'
import type { EffectiveDocument } from '../../effective/effective.js'
import { sheetsOf, sheetTitle } from '../../effective/sheets.js'
import { FLAG_TITLES, titleOf } from '../../model/catalogue/titles.js'
import type { Language } from '../../model/sentences.js'
import { hasShownPages } from '../../pictures/page.js'
import type { DocumentFilter, DocumentPage, DocumentRow, StoredDocument } from '../../store/store.js'
import { equationName } from '../../vocabulary/equations.js'
import { inEnglish } from '../../vocabulary/forms.js'
import { joinSteps, labelSteps } from '../../vocabulary/value-labels.js'
import type { App, Context } from '../context.js'
import { doubtQuery, fromCursor, toCursor } from '../cursor.js'
import { extractedOf, publicRow, spoken } from '../documents.js'
import { documentParams, errors } from '../schemas/common.js'
import { doubtsReply, sheetsReply, countsReply } from '../schemas/doubts.js'
import { filterOf, filterQuery } from '../schemas/filter.js'
import { etagOf } from '../version.js'

/** Documents that are looked through for one answer at most: some have problems, but no doubt that a person can settle. */
const LOOKED_THROUGH = 200
const AT_ONCE = 20
/** Names of the report's facts. */
const FACT_LABELS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'report.organ': { en: 'organ', zh: '机关' },
  'report.year': { en: 'year', zh: '年度' },
  'report.title': { en: 'title', zh: '标题' },
}

/** Routes for the pages: doubts that wait for a person, printed tables, counts. */
export function doubtRoutes(app: App, context: Context): void {
  const { store } = context.backend
  const config = { scope: 'read' } as const

  app.get(
    '/v1/doubts',
    {
      config,
      schema: {
        operationId: 'listDoubts',
        tags: ['doubts'],
        summary: 'Doubtful values and facts, document by document',
        description: 'With pictures’ places, other readings and equations. Only flagged documents that a filter names.',
        querystring: doubtQuery,
        response: { 200: doubtsReply, ...errors() },
      },
    },
    async (request, reply) => {
      const { limit, cursor, about, ...filters } = request.query
      const language = spoken(request, reply, context)
      const filter: DocumentFilter = { ...filterOf(filters), status: ['flagged'] }
      const after = cursor === undefined ? undefined : fromCursor(cursor)
      const kinds = about && new Set<DoubtKind>(about)
      const found = await withDoubts(context, filter, { ...(after && { after }), limit }, { language, kinds })
      return { ...found, left: after ? null : await store.count(filter) }
    },
  )

  app.get(
    '/v1/documents/:id/sheets',
    {
      config,
      schema: {
        operationId: 'getSheets',
        tags: ['documents'],
        summary: 'The statutory tables of a document, as its form prints them',
        params: documentParams,
        response: { 200: sheetsReply, ...errors('document-unknown', 'document-ambiguous', 'not-extracted') },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      const { effective } = await extractedOf(store, request.params.id)
      const worded = (label: string): string => (language === 'zh' ? label : inEnglish(label))
      const passes = new Map(effective.checks.map(({ id, at, pass }) => [`${id} ${at}`, pass]))
      return {
        sheets: sheetsOf(effective).map((sheet) => ({
          ...{ table: sheet.table, form: sheet.form, title: worded(sheetTitle(sheet)), corner: worded(sheet.corner) },
          heading: sheet.heading === null ? null : worded(sheet.heading),
          columns: sheet.columns.map(worded),
          rows: sheet.rows.map(({ label, depth, values }) => ({
            ...{ label: worded(label), depth, codes: values.map((value) => value?.read.code ?? null) },
          })),
        })),
        labels: Object.fromEntries(
          effective.values.map(({ read }) => [read.code, labelOf(effective, read.code, language)]),
        ),
        equations: codedEquations(effective).map((each) => ({
          ...namedEquation(each, language),
          pass: passes.get(`${each.id} ${each.at}`) ?? null,
        })),
        flags: Object.fromEntries(Object.entries(FLAG_TITLES).map(([code, title]) => [code, title[language]])),
      }
    },
  )

  app.get(
    '/v1/counts',
    {
      config,
      schema: {
        operationId: 'getCounts',
        tags: ['documents'],
        summary: 'How many documents, by status, problem, form, content, year and folder',
        querystring: filterQuery,
        response: { 200: countsReply, ...errors() },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      const { documents, duplicates, ...maps } = await store.tally(filterOf(request.query))
      return {
        ...{ documents, duplicates },
        ...{ status: counted(maps.status), code: counted(maps.code), form: counted(maps.form) },
        ...{ content: counted(maps.content), year: counted(maps.year), folder: counted(maps.folder) },
        author: counted(maps.author),
        titles: Object.fromEntries([...maps.code.keys()].map((each) => [each, titleOf(each, language)])),
      }
    },
  )
}

const counted = (map: ReadonlyMap<string, number>): Record<string, number> => Object.fromEntries(map)

interface Found {
  readonly documents: readonly Awaited<ReturnType<typeof asked>>[]
  readonly next: string | null
}

/** The next documents with doubts, and where to go on. */
async function withDoubts(
  { backend: { store } }: Context,
  filter: DocumentFilter,
  { after, limit = 1 }: DocumentPage,
  { language, kinds }: { readonly language: Language; readonly kinds: ReadonlySet<DoubtKind> | undefined },
): Promise<Found> {
  const documents: Found['documents'][number][] = []
  let last = after
  for (let looked = 0; looked < LOOKED_THROUGH; looked += AT_ONCE) {
    const rows: DocumentRow[] = []
    for await (const row of store.documents(filter, { limit: AT_ONCE, ...(last && { after: last }) })) rows.push(row)
    const stored = new Map<string, StoredDocument>()
    if (rows.length > 0)
      for await (const each of store.effective({ sha256: rows.map(({ sha256 }) => sha256) }))
        stored.set(each.sha256, each)
    for (const row of rows) {
      last = row
      const document = stored.get(row.sha256)
      const all = document ? doubtsOf(document.effective) : []
      const doubts = kinds ? all.filter((doubt) => kinds.has(kindOf(doubt))) : all
      if (document && doubts.length > 0)
        documents.push(await asked(document, doubts, await etagOf(store, row.sha256), language))
      if (documents.length === limit) return { documents, next: toCursor(row) }
    }
    if (rows.length < AT_ONCE) return { documents, next: null }
  }
  return { documents, next: last ? toCursor(last) : null }
}

async function asked(stored: StoredDocument, doubts: readonly Doubt[], etag: string, language: Language) {
  const { effective } = stored
  const { format, pages } = effective.record.source
  const codes = new Set(doubts.flatMap(({ equations }) => equations.flatMap(({ left, right }) => [...left, ...right])))
  const together = confirmableTogether(effective)
  const members = effective.values.filter(({ read }) => codes.has(read.code))
  return Promise.resolve({
    ...{ document: publicRow(stored, language), etag },
    pages: (hasShownPages(format) ? (pages ?? []) : []).map(({ number, width, height }) => ({ number, width, height })),
    doubts: doubts.map((doubt) => ({
      ...doubt,
      ...{ about: kindOf(doubt), together: together.has(doubt.code) },
      label: labelOf(effective, doubt.code, language),
      flags: doubt.flags.map((code) => ({ code, title: FLAG_TITLES[code][language] })),
      equations: doubt.equations.map((each) => namedEquation(each, language)),
    })),
    values: Object.fromEntries(
      members.map(({ read, value, state }) => [
        read.code,
        { label: joinSteps(labelOf(effective, read.code, language)), value, state },
      ]),
    ),
  })
}

function labelOf({ report }: EffectiveDocument, code: string, language: Language): readonly string[] {
  const fact = FACT_LABELS[code]
  if (fact) return [fact[language]]
  const steps = labelSteps(code, report?.form ?? null)
  return language === 'zh' ? steps : steps.map(inEnglish)
}

const namedEquation = ({ id, at, left, right }: CodedEquation, language: Language) => ({
  ...{ id, at, left, right, name: equationName(id, at)[language] },
})
