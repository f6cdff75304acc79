import { compareRecords } from '../../compare/compare.js'
import { titleOf } from '../../model/catalogue/titles.js'
import type { DocumentRecord } from '../../model/record.js'
import type { Language } from '../../model/sentences.js'
import { equationName } from '../../vocabulary/equations.js'
import { inEnglish } from '../../vocabulary/forms.js'
import { labelSteps } from '../../vocabulary/value-labels.js'
import type { App, Context } from '../context.js'
import { spoken } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { attemptNumber, documentParams, errors } from '../schemas/common.js'
import { comparisonReply } from '../schemas/comparison.js'

type Told = DocumentRecord['problems'][number]

/** `GET /v1/documents/:id/attempts/:attempt/comparison`: how an attempt differs from the one that counts. */
export function comparisonRoutes(app: App, context: Context): void {
  const { store } = context.backend
  app.get(
    '/v1/documents/:id/attempts/:attempt/comparison',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'compareAttempt',
        tags: ['documents'],
        summary: 'How an attempt on a document differs from the one that counts',
        description: 'Both as they were read, without what people said of them.',
        params: documentParams.extend({ attempt: attemptNumber }),
        response: {
          200: comparisonReply,
          ...errors('document-unknown', 'document-ambiguous', 'not-extracted', 'attempt-unknown'),
        },
      },
    },
    async (request, reply) => {
      const { id, attempt } = request.params
      const language = spoken(request, reply, context)
      const attempts = await store.attempts(id)
      const current = attempts.find((each) => each.current)
      if (!current) throw new Refusal('not-extracted')
      if (!attempts.some((each) => each.id === attempt)) throw new Refusal('attempt-unknown', { attempt, id })
      const [before, after] = [await store.attemptRecord(attempt), await store.attemptRecord(current.id)]
      if (!before || !after) throw new Refusal('attempt-unknown', { attempt, id })
      const { status, facts, values, checks, problems } = compareRecords(before, after)
      const form = after.report?.form ?? before.report?.form ?? null
      const titled = ({ code }: Told) => ({ code, title: titleOf(code, language) })
      return {
        ...{ document: id, before: attempt, after: current.id, status, facts },
        values: values.map(({ code, kind, before: old, after: young }) => ({
          ...{ code, kind, before: old, after: young, label: worded(labelSteps(code, form), language) },
        })),
        checks: checks.map((each) => ({ ...each, name: equationName(each.id, each.at)[language] })),
        problems: { gone: problems.gone.map(titled), come: problems.come.map(titled) },
      }
    },
  )
}

const worded = (steps: readonly string[], language: Language): readonly string[] =>
  language === 'zh' ? steps : steps.map(inEnglish)
