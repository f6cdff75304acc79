import type { FastifyRequest } from 'fastify'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'
import { changeErrors } from '../schemas/common.js'
import { given as givenSchema, objectsBody, takenReply, uploadQuery } from '../schemas/requests.js'
import { fetchObject } from '../uploads/objects.js'
import { receive } from '../uploads/receive.js'
import { grouped, takeInUploads, type TakenUpload, type Upload } from '../uploads/take-in.js'
import type { Temporary } from '../uploads/temporary.js'
import { isAllowedWebhook } from '../webhooks/address.js'

const DESCRIPTION = `multipart/form-data: every part with a file name is a document; the others (organ, year, url, …) are kept as given of
all of them. application/json: names objects that the storage of originals has. All of a request is taken in, or nothing.
With group=true the files, pictures of pages in their order, are one document.
A document is known by its content: one that was extracted is not extracted again.`

/** `POST /v1/documents`: documents come in, as files or as objects that the storage of originals has already. */
export function uploadRoutes(app: App, context: Context): void {
  const { backend, room, uploads: gate } = context

  app.post(
    '/v1/documents',
    {
      config: { scope: 'write' },
      schema: {
        operationId: 'uploadDocuments',
        tags: ['documents'],
        summary: 'Take in documents',
        description: DESCRIPTION.replaceAll('\n', ' '),
        consumes: ['application/json', 'multipart/form-data'],
        querystring: uploadQuery,
        body: objectsBody.nullish(),
        response: {
          202: takenReply,
          ...changeErrors('object-unknown', 'type-refused', 'queue-full', 'original-damaged'),
        },
      },
    },
    async (request, reply) => {
      const { webhook } = request.query
      const { webhooks } = context.options
      if (webhook !== undefined && !(webhooks && isAllowedWebhook(webhook, webhooks)))
        throw new Refusal('webhook-refused', { url: webhook.slice(0, 200) })
      await room.assert()
      const leave = gate.enter()
      const temporary = await context.temporary.within()
      try {
        const uploads = request.isMultipart()
          ? await received(request, temporary, context)
          : await named(request.body?.documents ?? [], temporary, context)
        const { batch, documents } = await takeInUploads(
          backend,
          request.query.group === 'true' ? [grouped(uploads)] : uploads,
        )
        if (webhook !== undefined) await backend.store.addWebhook(batch, webhook)
        request.log.info({ batch, documents: documents.length }, 'taken in')
        reply.code(202).header('location', `/v1/batches/${batch}`)
        return { batch, documents: documents.map(told), links: { batch: `/v1/batches/${batch}` } }
      } finally {
        await temporary.close()
        leave()
      }
    },
  )
}

async function received(request: FastifyRequest, temporary: Temporary, { options }: Context): Promise<Upload[]> {
  const { files, fields } = await receive(request, temporary, options)
  const given = givenSchema.safeParse(Object.fromEntries([...fields].filter(([, value]) => value !== '')))
  if (!given.success) throw new Refusal('invalid-request', { reason: given.error.issues[0]?.message ?? '' })
  return files.map(({ name, file, print }) => ({
    name,
    print,
    given: given.data,
    parts: [{ name, sha256: print.sha256, file }],
  }))
}

interface Named {
  readonly sha256: string
  readonly name: string
  readonly given?: Readonly<Record<string, string>> | undefined
}

async function named(objects: readonly Named[], temporary: Temporary, context: Context): Promise<Upload[]> {
  if (objects.length === 0) throw new Refusal('no-files')
  const uploads: Upload[] = []
  for (const { given = {}, ...object } of objects) {
    const { name, print } = await fetchObject(context.backend.blobs, object, temporary, context.options.fileBytes)
    uploads.push({ name, print, given, parts: [{ name, sha256: print.sha256, file: null }] })
  }
  return uploads
}

const told = ({ row: { sha256, status, path }, name, outcome, job }: TakenUpload) => ({
  ...{ id: sha256, name, path, outcome, status, job },
  links: { document: `/v1/documents/${sha256}`, original: `/v1/documents/${sha256}/original` },
})
