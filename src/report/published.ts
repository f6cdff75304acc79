import type { Paragraph } from '../model/block.js'
import type { Metadata } from '../model/source.js'
import { dateLine, datesIn, type PrintedDate } from './dates.js'
import { type Found, foundIn, foundOutside } from './evidence.js'
import { signatureLine } from './signature.js'
import { squeeze } from '../vocabulary/labels.js'

const LABELLED = /(?:发布|公开|公布|成文|生成|发文|更新)(?:日期|时间)[:：]?/u

/**
 * The date of publication: the signature's; else the one that page furniture or a line （2022年1月17日） below the title gives.
 * `closing` is everything behind the heading of the last section.
 */
export function findPublished(
  preamble: readonly Paragraph[],
  closing: readonly Paragraph[],
  metadata: Metadata,
): Found<PrintedDate> | null {
  for (const paragraph of closing.toReversed()) {
    const date = signatureLine(paragraph.text)?.date ?? glued(paragraph.text)
    if (date) return foundIn(date, paragraph)
  }
  const outside = metadata.published === undefined ? undefined : datesIn(metadata.published)[0]
  if (outside && metadata.published !== undefined) return foundOutside(outside, metadata.published)
  for (const paragraph of preamble) {
    const label = LABELLED.exec(squeeze(paragraph.text))
    const date = label ? datesIn(squeeze(paragraph.text).slice(label.index))[0] : dateLine(paragraph.text)
    if (date) return foundIn(date, paragraph)
  }
  return null
}

/** Date at the very end of a paragraph, behind a full stop or a space: 无。花石镇人民政府2022年1月17日 */
function glued(text: string): PrintedDate | null {
  const last = datesIn(text).at(-1)
  const line = text.trim()
  if (!last || !/[日号\d]$/u.test(line)) return null
  return /(?:[。\s]|政府|局|委|办|处|室|院|厅|会|中心|公司)\s*\S{0,4}20\d{2}\s*[年.\-/][^。]{0,16}$/u.test(line)
    ? last
    : null
}
