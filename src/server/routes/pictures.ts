import { z } from 'zod'
import type { Box } from '../../model/geometry.js'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'
import { ShownDocuments } from '../pictures/shown.js'
import { documentParams, errors } from '../schemas/common.js'

/** Pixels across: from a thumbnail to a page at 300 dots per inch. */
const NARROWEST = 40
const WIDEST = 2_600
const USUAL = 1_240
/** The smallest part of a page, in points, each way. */
const MIN_POINTS = 4

const params = documentParams.extend({ page: z.string().regex(/^[1-9]\d{0,5}$/, 'must be a number') })

const BOX = /^(-?\d{1,5}(?:\.\d{1,3})?),(-?\d{1,5}(?:\.\d{1,3})?),(-?\d{1,5}(?:\.\d{1,3})?),(-?\d{1,5}(?:\.\d{1,3})?)$/

const query = z.strictObject({
  width: z.coerce.number().int().min(NARROWEST).max(WIDEST).default(USUAL).describe('of the picture, in pixels'),
  box: z
    .string()
    .regex(BOX, 'must be left,top,right,bottom')
    .optional()
    .describe(
      'the part of the page that is shown: left,top,right,bottom in points from its top left; all of it if left out',
    ),
})

/** `GET /v1/documents/:id/pages/:page/picture`: a page, or a part of it, as the original shows it. */
export function pictureRoutes(app: App, { backend: { store }, pictures }: Context): void {
  const known = new ShownDocuments()
  app.get(
    '/v1/documents/:id/pages/:page/picture',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getPagePicture',
        tags: ['pictures'],
        summary: 'A page, or a part of it, as a picture',
        description: 'WebP, upright as the page was read. Its ETag is strong: ask again with If-None-Match.',
        params,
        querystring: query,
        produces: ['image/webp'],
        response: {
          200: z.any().describe('the picture'),
          304: z.void(),
          ...errors('document-unknown', 'document-ambiguous', 'not-extracted', 'page-unknown', 'original-missing'),
        },
      },
    },
    async ({ params: { id, page }, query: { width, box }, headers }, reply) => {
      const { row, pages } = await known.of(store, id)
      const info = pages.find(({ number }) => number === Number(page))
      if (!info) throw new Refusal('page-unknown', { page, id })
      const { number, width: across, height, rotation } = info
      const part = box === undefined ? null : within(box, across, height)
      const shown = { number, width: across, height, rotation }
      const drawing = { sha256: id, page: shown, pages: pages.length, box: part, width }
      const etag = `"${pictures.keyOf(drawing)}"`
      void reply.header('etag', etag).header('cache-control', 'private, max-age=0, must-revalidate')
      if (headers['if-none-match']?.includes(etag)) return reply.code(304).send()
      const picture = await pictures.picture(row, drawing)
      if (!picture) throw new Refusal('original-missing', { id })
      return reply.type('image/webp').send(Buffer.from(picture))
    },
  )
}

/** The part of the page, in points. @throws Refusal `invalid-request` */
function within(box: string, width: number, height: number): [number, number, number, number] {
  const [left = 0, top = 0, right = 0, bottom = 0] = box.split(',').map(Number)
  const part: Box = [Math.max(0, left), Math.max(0, top), Math.min(width, right), Math.min(height, bottom)]
  if (part[2] - part[0] < MIN_POINTS || part[3] - part[1] < MIN_POINTS)
    throw new Refusal('invalid-request', { reason: 'box' })
  return [...part]
}
