import { z } from 'zod'
import type { App, Context } from '../context.js'
import { rowOf } from '../documents.js'
import { Refusal } from '../errors/refusal.js'
import { storedParts } from '../../ingest/originals.js'
import type { Format } from '../../model/source.js'
import { documentParams, errors } from '../schemas/common.js'
import { watchOutgoing } from '../security/pace.js'

const TYPES: Partial<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  rtf: 'application/rtf',
}

const query = z.strictObject({
  part: z.coerce.number().int().min(1).max(10_000).default(1).describe('of a group of pictures: which, from 1 on'),
})

/** `GET /v1/documents/:id/original`: the bytes as they came, verified while they are sent. */
export function originalRoutes(app: App, { backend: { store, blobs }, options }: Context): void {
  app.get(
    '/v1/documents/:id/original',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getOriginal',
        tags: ['documents'],
        summary: 'The document as it came',
        description:
          'Verified against its SHA-256 while it is sent: of a damaged one the reply breaks off. Repr-Digest says what it must be.',
        params: documentParams,
        querystring: query,
        produces: ['application/octet-stream'],
        response: {
          200: z.any().describe('the bytes'),
          ...errors('document-unknown', 'document-ambiguous', 'original-missing', 'original-damaged'),
        },
      },
    },
    async ({ params: { id }, query: { part } }, reply) => {
      const row = await rowOf(store, id)
      const wanted = (await storedParts(store, row))[part - 1]
      if (!wanted || !(await blobs.has(wanted.sha256))) throw new Refusal('original-missing', { id })
      const { name, sha256 } = wanted
      const content = await blobs.open(sha256)
      watchOutgoing(reply.raw, options.pace)
      // No length: were it known, who receives would take a damaged one for whole before its end is verified.
      return reply
        .type(TYPES[row.format] ?? 'application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
        .send(content)
    },
  )
}
