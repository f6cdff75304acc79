import type { Paragraph } from '../model/block.js'
import type { Metadata } from '../model/source.js'
import { dateLine, datesIn, type PrintedDate } from './dates.js'
import { type Found, foundIn, foundOutside } from './evidence.js'
import { squeeze } from '../vocabulary/labels.js'

const LABELLED = /(?:发布|公开|公布|成文|生成|发文|更新)(?:日期|时间)[:：]?|^(?:日期|时间)[:：]/u

/**
 * The date of publication: the signature's; else the one that page furniture or a line （2022年1月17日） below the title gives.
 */
export function findPublished(
  preamble: readonly Paragraph[],
  signed: Found<PrintedDate> | null,
  metadata: Metadata,
): Found<PrintedDate> | null {
  if (signed) return signed
  const outside = metadata.published === undefined ? undefined : datesIn(metadata.published)[0]
  if (outside && metadata.published !== undefined) return foundOutside(outside, metadata.published)
  for (const paragraph of preamble) {
    const label = LABELLED.exec(squeeze(paragraph.text))
    const date = label ? datesIn(squeeze(paragraph.text).slice(label.index))[0] : dateLine(paragraph.text)
    if (date) return foundIn(date, paragraph)
  }
  return null
}
