import { checklistText, countsOf, headingOf, type CheckedReport } from '../../export/checklist/index.js'
import { SEVERITY_TITLES, type ToldFinding } from '../../findings/index.js'
import type { Language } from '../../model/sentences.js'
import { FINDING_SEVERITIES } from '../../vocabulary/findings.js'
import { oneLine, paint, paragraph, PLAIN_WIDTH, type Colour, type Look } from '../render/text.js'

/** Lines of a list of problems on a terminal. */

const COLOURS: Readonly<Record<ToldFinding['severity'], Colour>> = { must: 'red', check: 'yellow', note: 'bold' }
const INDENT = 4

export function renderChecked(report: CheckedReport, language: Language, look: Look): string {
  const width = look.width ?? PLAIN_WIDTH
  const colon = language === 'zh' ? '：' : ': '
  const say = (key: Parameters<typeof checklistText>[0]): string => checklistText(key, language)
  const lastYear = report.lastYear ?? say('none')
  const lines = [
    paint(`${say('title')}${colon}${headingOf(report, language)}`, 'bold', look),
    `${say('file')}${colon}${oneLine(report.path)}  ${say('lastYear')}${colon}${oneLine(lastYear)}`,
    countsOf(report, language),
  ]
  let number = 0
  for (const severity of FINDING_SEVERITIES) {
    const found = report.findings.filter((each) => each.severity === severity)
    if (found.length === 0) continue
    lines.push('', paint(SEVERITY_TITLES[severity][language], COLOURS[severity], look))
    for (const each of found) {
      number += 1
      const where = [each.where, each.row, each.column].filter((part) => part !== '').join(' · ')
      const sides = [
        each.printed === '' ? '' : `${say('printed')} ${each.printed}`,
        each.expected === '' ? '' : `${say('expected')} ${each.expected}`,
      ].filter((part) => part !== '')
      lines.push(...paragraph(each.title, width, `${String(number).padStart(2)}. `, INDENT))
      for (const [key, told] of [
        ['where', where],
        ['', sides.join(language === 'zh' ? '，' : ', ')],
        ['message', each.message],
        ['basis', each.basis],
        ['remedy', each.remedy],
      ] as const) {
        if (told === '') continue
        const lead = key === '' ? '' : `${say(key)}${colon}`
        lines.push(...paragraph(`${lead}${oneLine(told)}`, width, ' '.repeat(INDENT), INDENT))
      }
    }
  }
  return `${lines.join('\n')}\n`
}
