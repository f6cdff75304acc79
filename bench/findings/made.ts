import { effectiveOf } from '../../src/effective/effective-of.js'
import type { EffectiveDocument } from '../../src/effective/effective.js'
import { extractSource } from '../../src/extract.js'
import { asPage, numbersFor } from '../panel/report.js'

/** Made reports of one organ on two years that agree with each other, as web pages that are read like any other. */

export type Numbers = Map<string, number>

export interface Draft {
  organ: string
  year: number
  form: '2019' | '2021'
  numbers: Numbers
  /** Section 1, one paragraph a line. */
  prose: string
  problems: string
  /** As printed under the report. */
  date: string
  /** Changes the page at last. */
  mend: (page: string) => string
}

export interface Pair {
  readonly report: Draft
  readonly lastYear: Draft
}

export const APPLICANTS = [
  ...['natural_person', 'company', 'research_institute'],
  ...['public_welfare', 'legal_services', 'other_organisation'],
]

/** A draft’s number by `table/item/measure`. */
export const numberOf = ({ numbers }: Draft, key: string): number => numbers.get(key) ?? 0

export const total = (draft: Draft, item: string): number => numberOf(draft, `applications/${item}/total`)

/** Sums up the rows and balances the columns of the applications again, by what is newly received. */
export function balance(draft: Draft): void {
  const { numbers } = draft
  for (const applicant of APPLICANTS) {
    const at = (item: string): number => numberOf(draft, `applications/${item}/${applicant}`)
    numbers.set(
      `applications/received_new/${applicant}`,
      at('results_total') + at('carried_forward') - at('received_carried_over'),
    )
  }
  for (const item of ['received_new', 'received_carried_over', 'carried_forward'])
    numbers.set(
      `applications/${item}/total`,
      APPLICANTS.reduce((sum, applicant) => sum + numberOf(draft, `applications/${item}/${applicant}`), 0),
    )
}

const TOPICS = [
  ...['深化重点领域公开', '加强政策解读', '规范信息发布审核', '推进基层标准化建设', '优化网站栏目', '完善公开制度'],
  ...['畅通互动渠道', '健全保密审查', '强化队伍建设', '推动政策精准推送', '提升新媒体质量', '做好信息归档'],
]
const OBJECTS = [
  ...['民生实事', '财政资金', '就业创业', '乡村振兴', '社会救助', '生态环境', '教育资助', '安全生产', '食品安全'],
  ...['城市更新', '公共文化', '惠企纾困'],
]
const WAYS = ['围绕群众关切', '坚持问题导向', '按照年度要点', '结合工作实际', '对照上级要求', '聚焦薄弱环节']
const ENDS = ['取得积极成效', '群众反映良好', '各项任务有序落实', '工作机制更加顺畅', '公开时效明显加快']

/** Words without numbers, other ones each time. */
export function prosaic(random: () => number, sentences: number): string {
  const one = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? ''
  return Array.from(
    { length: sentences },
    () => `${one(WAYS)}，${one(TOPICS)}，突出${one(OBJECTS)}和${one(OBJECTS)}，${one(TOPICS)}，${one(ENDS)}。`,
  ).join('')
}

const draftOf = (organ: string, year: number, random: () => number, form: Draft['form']): Draft => ({
  ...{ organ, year, form, numbers: new Map(numbersFor(form, random)) },
  prose: `${year}年，我们认真贯彻落实条例。${prosaic(random, 6)}`,
  problems: `存在的问题：${prosaic(random, 4)}`,
  date: `${year + 1}年1月20日`,
  mend: (page) => page,
})

/** Two sound reports: the second follows from the first. */
export function soundPair(
  organ: string,
  year: number,
  random: () => number,
  form: Draft['form'] = '2021',
  lastForm: Draft['form'] = form,
): Pair {
  const lastYear = draftOf(organ, year - 1, random, lastForm)
  const report = draftOf(organ, year, random, form)
  for (const draft of [lastYear, report]) {
    if (draft.form !== '2021') continue
    draft.numbers.set('proactive/fees/amount', 1 + Math.floor(random() * 900) / 10)
    draft.numbers.set('proactive/licensing/decisions', 100 + Math.floor(random() * 9000))
    draft.numbers.set('proactive/penalties/decisions', 100 + Math.floor(random() * 900))
  }
  for (const applicant of APPLICANTS)
    report.numbers.set(
      `applications/received_carried_over/${applicant}`,
      numberOf(lastYear, `applications/carried_forward/${applicant}`),
    )
  balance(report)
  if (form === '2021' && lastForm === '2021')
    for (const item of ['rules', 'normative_docs']) {
      const at = (draft: Draft, measure: string): number => numberOf(draft, `proactive/${item}/${measure}`)
      const before = 60 + at(lastYear, 'in_force')
      lastYear.numbers.set(`proactive/${item}/in_force`, before)
      report.numbers.set(`proactive/${item}/in_force`, before + at(report, 'issued') - at(report, 'repealed'))
    }
  return { report, lastYear }
}

/** The draft as a web page. */
export function pageOf({ form, numbers: values, organ, year, prose, problems, date, mend }: Draft): string {
  const page = asPage(
    { form, values, year },
    { title: `${organ}${year}年政府信息公开工作年度报告`, prose: prose.replaceAll('\n', '</p><p>'), signature: organ },
  )
    .replace('存在的问题：公开意识有待加强。', problems)
    .replace(`${year + 1}年1月20日`, date)
  return mend(page)
}

/** Reads a draft as nianbao reads a web page. */
export async function read(draft: Draft): Promise<EffectiveDocument> {
  const bytes = new TextEncoder().encode(pageOf(draft))
  const name = `${draft.organ}${draft.year}.html`
  return effectiveOf(await extractSource({ name, path: name, bytes }), [])
}
