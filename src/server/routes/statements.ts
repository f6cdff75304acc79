import { flaggedCodes } from '../../corrections/codes.js'
import { describeComplaint, type Complaint } from '../../corrections/complaint.js'
import { toCorrection, unsaid, type Looked, type Statement } from '../../corrections/statement.js'
import type { NewCorrection } from '../../effective/correction.js'
import type { App, Context } from '../context.js'
import { extractedOf, publicRow, rowOf } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { documentParams, errors } from '../schemas/common.js'
import { confirmationsBody, correctionsBody, saidReply } from '../schemas/requests.js'

/** What a person writes for a blank cell, or a fact that is not printed. */
const BLANK = 'blank'

/** Corrections and confirmations: what people say of a document after looking at it. */
export function statementRoutes(app: App, { backend: { store } }: Context): void {
  const config = { scope: 'write' } as const

  const save = async (id: string, corrections: readonly NewCorrection[], unconfirmed: readonly string[]) => {
    await store.addCorrections(await unsaid(store, corrections))
    return {
      document: publicRow(await rowOf(store, id)),
      corrections: await store.corrections(id),
      unconfirmed,
    }
  }

  app.post(
    '/v1/documents/:id/corrections',
    {
      config,
      schema: {
        summary: 'Say what values or facts really are',
        description: 'All of them are taken in, or none. They count at once, and whatever is read later.',
        params: documentParams,
        body: correctionsBody,
        response: { 200: saidReply, ...errors },
      },
    },
    async ({ params: { id }, body, bearer }) => {
      const looked = await lookedAt(store, id, body.author ?? bearer?.name ?? '')
      const corrections = body.corrections.map(({ code, value, note = null }) => {
        const written = value === null ? BLANK : String(value)
        return said(looked, { kind: 'correct', code, value: written, note })
      })
      return save(id, corrections, [])
    },
  )

  app.post(
    '/v1/documents/:id/confirmations',
    {
      config,
      schema: {
        summary: 'Say that values were looked at and are right as printed',
        params: documentParams,
        body: confirmationsBody,
        response: { 200: saidReply, ...errors },
      },
    },
    async ({ params: { id }, body, bearer }) => {
      const { effective } = await extractedOf(store, id)
      const looked = await lookedAt(store, id, body.author ?? bearer?.name ?? '')
      const statement = (code: string): Statement => ({ kind: 'confirm', code, value: '', note: body.note ?? null })
      if (body.codes)
        return save(
          id,
          unique(body.codes).map((code) => said(looked, statement(code))),
          [],
        )
      const codes = unique(flaggedCodes(effective))
      if (codes.length === 0) throw new Refusal('nothing-flagged')
      const results = codes.map((code) => ({ code, result: toCorrection(looked, statement(code)) }))
      const unconfirmed = results.flatMap(({ code, result }) => ('complaint' in result ? [code] : []))
      return save(
        id,
        results.flatMap(({ result }) => ('correction' in result ? [result.correction] : [])),
        unconfirmed,
      )
    },
  )
}

const unique = (codes: readonly string[]): readonly string[] => [...new Set(codes)]

async function lookedAt(store: Context['backend']['store'], id: string, author: string): Promise<Looked> {
  const { effective, sha256 } = await extractedOf(store, id)
  return { sha256, record: effective.record, author }
}

/** @throws Refusal `statement-invalid` */
function said(looked: Looked, statement: Statement): NewCorrection {
  const result = toCorrection(looked, statement)
  if ('correction' in result) return result.correction
  const told = (complaint: Complaint) => ({
    en: describeComplaint(complaint, 'en'),
    zh: describeComplaint(complaint, 'zh'),
  })
  throw new Refusal('statement-invalid', { code: statement.code, reason: told(result.complaint) })
}
