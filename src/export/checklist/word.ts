import type { Language } from '../../model/sentences.js'
import { VERSION } from '../../version.js'
import { checklistText, countsOf, headingOf, type CheckedReport } from './words.js'

/** The parts of a Word document as WordprocessingML (ECMA-376, part 1): paragraphs alone, which every program shows. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'

/** Characters that XML cannot hold. */
const UNHOLDABLE = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu
const escape = (text: string): string =>
  text.replace(UNHOLDABLE, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

interface Look {
  readonly bold?: boolean
  /** Half points. */
  readonly size?: number
  /** Twentieths of a point. */
  readonly indent?: number
}

function paragraph(text: string, { bold = false, size = 22, indent = 0 }: Look = {}): string {
  const properties = `<w:rPr><w:rFonts w:hint="eastAsia"/>${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr>`
  return `<w:p><w:pPr><w:spacing w:after="60"/><w:ind w:left="${indent}"/></w:pPr><w:r>${properties}<w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`
}

/** The list as the parts of a Word document. */
export function checklistWord(reports: readonly CheckedReport[], language: Language): ReadonlyMap<string, string> {
  const say = (key: Parameters<typeof checklistText>[0]): string => checklistText(key, language)
  const colon = language === 'zh' ? '：' : ': '
  const body = [paragraph(say('title'), { bold: true, size: 36 })]
  for (const report of reports) {
    body.push(
      paragraph(headingOf(report, language), { bold: true, size: 28 }),
      paragraph(`${say('file')}${colon}${report.path}`),
      paragraph(`${say('lastYear')}${colon}${report.lastYear ?? say('none')}`),
      paragraph(countsOf(report, language), { bold: true }),
    )
    for (const [index, found] of report.findings.entries()) {
      body.push(paragraph(`${index + 1}. 〔${found.severityTitle}〕${found.title}`, { bold: true, size: 24 }))
      const where = [found.where, found.row, found.column].filter((part) => part !== '').join(' · ')
      const facts = [
        ['where', where],
        ['printed', found.printed],
        ['expected', found.expected],
        ['message', found.message],
        ['basis', found.basis],
        ['remedy', found.remedy],
      ] as const
      for (const [key, text] of facts)
        if (text !== '') body.push(paragraph(`${say(key)}${colon}${text}`, { indent: 420 }))
    }
  }
  body.push(paragraph(checklistText('made', language, { version: VERSION }), { size: 18 }))
  return new Map([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATION}" Target="word/document.xml"/></Relationships>`,
    ],
    ['word/document.xml', `${HEAD}<w:document xmlns:w="${MAIN}"><w:body>${body.join('')}</w:body></w:document>`],
  ])
}
