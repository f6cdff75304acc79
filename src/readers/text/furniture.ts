import type { Metadata } from '../../model/source.js'
import type { Line } from './lines.js'

/** Page furniture stands in the first lines, ahead of the report. */
const HEAD_LINES = 20

const PUBLISHED =
  /(?:发布|公开|发文|成文|生成)(?:日期|时间)\s*[:：]?\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?)/u
const ORGAN = /(?:发布机构|公开机构|发文机关|发布单位|公开主体)\s*[:：]\s*(\S{2,30})/u

/** What the lines ahead of a report on a web page say of it: 发布日期:2022-01-21 09:52:01, 发布机构：…. */
export function furnitureOf(lines: readonly Line[]): Metadata {
  const head = lines.filter(({ text }) => text !== '').slice(0, HEAD_LINES)
  const find = (pattern: RegExp): string | undefined => {
    for (const { text } of head) {
      const found = text.length < 200 ? pattern.exec(text)?.[1] : undefined
      if (found !== undefined) return found.replace(/\s+/gu, '')
    }
    return undefined
  }
  const published = find(PUBLISHED)
  const organ = find(ORGAN)
  return { ...(published === undefined ? {} : { published }), ...(organ === undefined ? {} : { organ }) }
}
