import type { FastifyReply, FastifyRequest } from 'fastify'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { writeChecklist, type ChecklistFormat } from '../../export/checklist/index.js'
import { findingsOf, toldFinding } from '../../findings/index.js'
import type { Language } from '../../model/sentences.js'
import type { App, Context } from '../context.js'
import { spoken } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { changeErrors } from '../schemas/common.js'
import { checkReply } from '../schemas/findings.js'
import { receive, type Received } from '../uploads/receive.js'
import type { Temporary } from '../uploads/temporary.js'
import { publicFinding } from './findings.js'
import { goneSignal } from './gone.js'

/** The part of the request that holds last year’s report; any other part is the report. */
const LAST_YEAR = 'lastYear'
const FILES = 2

const TYPES: Readonly<Record<ChecklistFormat, string>> = {
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.html': 'text/html; charset=utf-8',
}

const query = z.strictObject({ format: z.enum(['docx', 'xlsx', 'html']) })

const DESCRIPTION = `multipart/form-data with one or two files: the report in a part of any name, last year’s in a part named
lastYear. Drafts are confidential: what is sent goes to no store, queue, log or cache, and its temporary file is deleted with the answer.`

const DESCRIBED = {
  tags: ['findings'],
  description: DESCRIPTION.replaceAll('\n', ' '),
  consumes: ['multipart/form-data'],
}

/** `POST /v1/check`: a report before it is published, against itself, its form and last year’s. Nothing is stored. */
export function checkRoutes(app: App, context: Context): void {
  app.post(
    '/v1/check',
    {
      config: { scope: 'read' },
      schema: {
        ...{ ...DESCRIBED, operationId: 'checkReport', summary: 'Check a draft, and store nothing of it' },
        response: { 200: checkReply, ...changeErrors('type-refused', 'busy') },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      return checked(request, reply, context, language, async ({ told }) => Promise.resolve(told))
    },
  )

  app.post(
    '/v1/check/list',
    {
      config: { scope: 'read' },
      schema: {
        ...{ ...DESCRIBED, operationId: 'checkReportAsFile', summary: 'The same list of problems as a file' },
        produces: Object.values(TYPES),
        querystring: query,
        response: { 200: z.any().describe('the list of problems'), ...changeErrors('type-refused', 'busy') },
      },
    },
    async (request, reply) => {
      const language = spoken(request, reply, context)
      const format: ChecklistFormat = `.${request.query.format}`
      const file = await checked(request, reply, context, language, async (found, temporary) =>
        checklist(found, format, temporary, language),
      )
      // The name of the download says nothing of the report.
      void reply.header('content-disposition', `attachment; filename="nianbao-check${format}"`)
      return reply.type(TYPES[format]).send(file)
    },
  )
}

/** Receives and checks drafts. Whatever comes of it, their files are gone when it ends. */
async function checked<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  language: Language,
  answer: (found: Checked, temporary: Temporary) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw new Refusal('no-files')
  const leave = context.uploads.enter()
  const temporary = await context.temporary.within()
  const signal = goneSignal(reply)
  void reply.header('cache-control', 'no-store')
  try {
    const { files } = await receive(request, temporary, { ...context.options, files: FILES })
    return await answer(await check(files, context, language, signal), temporary)
  } finally {
    await temporary.close()
    leave()
  }
}

type Checked = Awaited<ReturnType<typeof check>>

async function check(files: readonly Received[], context: Context, language: Language, signal: AbortSignal) {
  const last = files.find(({ part }) => part === LAST_YEAR) ?? null
  const [report, other] = files.filter((each) => each !== last)
  if (!report || other) throw new Refusal('invalid-request', { reason: `one report, and ${LAST_YEAR} at most` })
  const [own, old] = await Promise.all([
    context.checking.read(report, language, signal),
    last && context.checking.read(last, language, signal),
  ])
  const isRead = old ? old.status !== 'failed' : null
  const found = findingsOf(own, isRead ? old : null)
  return {
    found,
    told: {
      ...{ name: report.name, lastYear: last?.name ?? null, lastYearRead: isRead },
      ...{ organ: own.report?.organ ?? null, year: own.report?.year ?? null },
      findings: found.map((finding) => publicFinding(finding, language)),
    },
  }
}

async function checklist(
  { found, told }: Checked,
  format: ChecklistFormat,
  temporary: Temporary,
  language: Language,
): Promise<Buffer> {
  const { name, lastYear, lastYearRead, organ, year } = told
  const report = {
    ...{ path: basename(name), organ, year, lastYear: lastYearRead === false ? null : lastYear },
    findings: found.map((finding) => toldFinding(finding, language)),
  }
  const file = temporary.place()
  await writeChecklist(file, format, [report], language)
  return readFile(file)
}
