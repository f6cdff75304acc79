import type { FastifyReply, FastifyRequest } from 'fastify'
import { flaggedCodes } from '../../corrections/codes.js'
import { describeComplaint, type Complaint } from '../../corrections/complaint.js'
import { refusedTogether } from '../../corrections/together.js'
import { toCorrection, unsaid, type Looked, type Statement } from '../../corrections/statement.js'
import { seenOf, toWithdrawal } from '../../corrections/withdrawal.js'
import type { NewCorrection } from '../../effective/correction.js'
import type { App, Context } from '../context.js'
import { extractedOf, publicRow, rowOf, spoken } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { changeErrors, documentParams } from '../schemas/common.js'
import {
  confirmationsBody,
  correctionsBody,
  saidReply,
  statementHeaders,
  withdrawalsBody,
} from '../schemas/requests.js'
import { etagOf, recordSeen, seenIn } from '../version.js'

const STATEMENT_ERRORS = changeErrors(
  ...(['document-unknown', 'document-ambiguous', 'not-extracted'] as const),
  ...(['version-unknown', 'said-meanwhile', 'statement-invalid'] as const),
)

/** The word for a blank cell, or for a fact that is not printed. */
const BLANK = 'blank'

const RACE = 'With If-Match it is refused (412) where somebody said otherwise since that version.'

/** Corrections, confirmations and withdrawals: what people say of a document after looking at it. */
export function statementRoutes(app: App, context: Context): void {
  const { store } = context.backend
  const config = { scope: 'write' } as const

  const save = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    corrections: readonly NewCorrection[],
    unconfirmed: readonly string[],
  ) => {
    await store.addCorrections(await unsaid(store, corrections))
    reply.header('etag', await etagOf(store, id))
    return {
      document: publicRow(await rowOf(store, id), spoken(request, reply, context)),
      corrections: await store.corrections(id),
      unconfirmed,
    }
  }

  app.post(
    '/v1/documents/:id/corrections',
    {
      config,
      schema: {
        operationId: 'correctValues',
        tags: ['statements'],
        summary: 'Say what values or facts really are',
        description: `All of them are taken in, or none. They count at once, and whatever is read later. ${RACE}`,
        params: documentParams,
        headers: statementHeaders,
        body: correctionsBody,
        response: {
          200: saidReply,
          ...STATEMENT_ERRORS,
        },
      },
    },
    async (request, reply) => {
      const {
        params: { id },
        headers,
        body,
        bearer,
      } = request
      const looked = await lookedAt(store, id, body.author ?? bearer?.name ?? '', headers['if-match'])
      const corrections = body.corrections.map(({ code, value, note = null, asPrinted = false }) => {
        const written = value === null ? BLANK : String(value)
        return said(looked, { kind: 'correct', code, value: written, note, asPrinted })
      })
      return save(request, reply, id, corrections, [])
    },
  )

  app.post(
    '/v1/documents/:id/confirmations',
    {
      config,
      schema: {
        operationId: 'confirmValues',
        tags: ['statements'],
        summary: 'Say that values were looked at and are right as printed',
        description: RACE,
        params: documentParams,
        headers: statementHeaders,
        body: confirmationsBody,
        response: {
          200: saidReply,
          ...STATEMENT_ERRORS,
        },
      },
    },
    async (request, reply) => {
      const {
        params: { id },
        headers,
        body,
        bearer,
      } = request
      const { effective } = await extractedOf(store, id)
      const looked = await lookedAt(store, id, body.author ?? bearer?.name ?? '', headers['if-match'])
      const statement = (code: string): Statement => ({ kind: 'confirm', code, value: '', note: body.note ?? null })
      if (body.codes) {
        const asked = unique(body.codes)
        const isTogether = body.together === true && asked.length > 1
        const together = isTogether ? { together: asked.length } : {}
        const confirmations = asked.map((code) => said(looked, { ...statement(code), ...together }))
        const refused = isTogether ? refusedTogether(effective, await store.corrections(id), confirmations) : null
        if (refused) {
          const key = refused.reason === 'kind' ? 'togetherKind' : 'togetherEquation'
          throw invalid(refused.code, { key, details: { code: refused.code } })
        }
        return save(request, reply, id, confirmations, [])
      }
      const codes = unique(flaggedCodes(effective))
      if (codes.length === 0) throw new Refusal('nothing-flagged')
      const results = codes.map((code) => ({ code, result: toCorrection(looked, statement(code)) }))
      const unconfirmed = results.flatMap(({ code, result }) => ('complaint' in result ? [code] : []))
      return save(
        request,
        reply,
        id,
        results.flatMap(({ result }) => ('correction' in result ? [result.correction] : [])),
        unconfirmed,
      )
    },
  )

  app.post(
    '/v1/documents/:id/withdrawals',
    {
      config,
      schema: {
        operationId: 'withdrawStatements',
        tags: ['statements'],
        summary: 'Take back what was said of values or facts',
        description: `What was said before it counts again, else what was read; the history keeps all. ${RACE}`,
        params: documentParams,
        headers: statementHeaders,
        body: withdrawalsBody,
        response: {
          200: saidReply,
          ...STATEMENT_ERRORS,
        },
      },
    },
    async (request, reply) => {
      const {
        params: { id },
        headers,
        body,
        bearer,
      } = request
      await rowOf(store, id)
      const by = { sha256: id, author: body.author ?? bearer?.name ?? '', note: body.note ?? null, kind: null }
      const all = await store.corrections(id)
      const seen = seenIn(headers['if-match'])
      // As it stood when the person looked: what came since is another's.
      const known = seen ? all.filter((correction) => correction.id <= seen.statement) : all
      const withdrawals = unique(body.codes).map((code) => {
        const result = toWithdrawal(by, known, code)
        if ('withdrawal' in result) return result.withdrawal
        throw invalid(code, result.complaint)
      })
      return save(request, reply, id, withdrawals, [])
    },
  )
}

const unique = (codes: readonly string[]): readonly string[] => [...new Set(codes)]

/** @throws Refusal `document-unknown`, `not-extracted`, `version-unknown` */
async function lookedAt(
  store: Context['backend']['store'],
  id: string,
  author: string,
  ifMatch: string | undefined,
): Promise<Looked> {
  const { effective, sha256 } = await extractedOf(store, id)
  const version = seenIn(ifMatch)
  if (!version) return { sha256, record: effective.record, author, seen: seenOf(await store.corrections(id)) }
  const record = await recordSeen(store, id, version)
  if (!record) throw new Refusal('version-unknown', { version: `${version.attempt}-${version.statement}` })
  return { sha256, record, author, seen: version.statement }
}

/** @throws Refusal `statement-invalid` */
function said(looked: Looked, statement: Statement): NewCorrection {
  const result = toCorrection(looked, statement)
  if ('correction' in result) return result.correction
  throw invalid(statement.code, result.complaint)
}

const invalid = (code: string, complaint: Complaint): Refusal =>
  new Refusal('statement-invalid', {
    code,
    reason: { en: describeComplaint(complaint, 'en'), zh: describeComplaint(complaint, 'zh') },
  })
