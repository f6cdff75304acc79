import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { panelDocument, type PanelDocument } from './report.js'

/** Documents in the file in which they wait for the others of their report: deflated JSON, a value as a row of cells. */

const waiting = panelDocument.extend({
  values: z.array(
    z
      .tuple([z.string(), z.number().nullable(), z.string(), z.boolean(), z.boolean(), z.string()])
      .transform(([code, value, state, flagged, corrected, table]) => ({
        ...{ code, value, state, flagged, corrected, table },
      })),
  ),
})

/** A document takes some two kilobytes: a tenth of its plain JSON. */
export function putAside(document: PanelDocument): Uint8Array {
  const values = document.values.map(({ code, value, state, flagged, corrected, table }) => [
    ...[code, value, state, flagged, corrected, table],
  ])
  return deflateRawSync(JSON.stringify({ ...document, values }), { level: 1 })
}

/** @throws what zod, JSON or zlib throw where somebody changed the file */
export const takenBack = (bytes: Uint8Array): PanelDocument =>
  waiting.parse(JSON.parse(inflateRawSync(bytes).toString('utf8')))
