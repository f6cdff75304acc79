import { describe, expect, it } from '@jest/globals'
import { formsResult, paragraph, paragraphs, reading } from '../../../test/support/handwritten.js'
import type { Paragraph } from '../../model/block.js'
import type { ReportRecord } from '../../model/record.js'
import type { Metadata } from '../../model/source.js'
import { factsOf } from '../facts.js'
import { outline } from '../outline.js'

/** A report around its six sections: what stands before them, how section 1 speaks, what stands behind section 6. */
export interface Case {
  readonly name: string
  readonly before?: readonly (string | Paragraph)[]
  readonly prose?: readonly string[]
  readonly after?: readonly (string | Paragraph)[]
  readonly metadata?: Metadata
  readonly expected: Partial<Pick<ReportRecord, 'title' | 'organ' | 'year' | 'published' | 'flags'>>
}

const toParagraph = (one: string | Paragraph): Paragraph => (typeof one === 'string' ? paragraph(one) : one)

/** The facts that are found in such a report. */
export function factsFor({
  before = [],
  prose = [],
  after = [],
  metadata = {},
}: Omit<Case, 'name' | 'expected'>): ReportRecord {
  const blocks = [
    ...before.map(toParagraph),
    ...paragraphs('一、总体情况', ...prose, '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况'),
    ...paragraphs('四、政府信息公开行政复议、行政诉讼情况', '五、存在的主要问题及改进情况', '一是公开不够及时。'),
    ...paragraphs('六、其他需要报告的事项', '无。'),
    ...after.map(toParagraph),
  ]
  return factsOf(reading(blocks, { metadata }), outline(blocks), formsResult()).report
}

/** A test for each of the cases. */
export function describeFacts(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    it.each(cases.map((one) => [one.name, one] as const))('%s', (_, { expected, ...given }) => {
      expect(factsFor(given)).toMatchObject(expected)
    })
  })
}
