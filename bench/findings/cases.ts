import { APPLICANTS, balance, numberOf, prosaic, soundPair, type Draft, type Pair } from './made.js'

/** Pairs of reports with one contradiction planted, and pairs that nearly have it. */

export interface Case {
  /** The rule that is meant. */
  readonly rule: string
  readonly kind: 'planted' | 'near'
  /** The quantity of a sentence; else what was done. */
  readonly about: string
  readonly text?: string
  readonly pair: Pair
  /** Other rules that the same mistake breaks. */
  readonly also?: readonly string[]
}

const OFFICES = ['青禾县教育局', '平川县民政局', '南河市水利局', '花溪镇人民政府', '石桥镇人民政府', '长岭乡人民政府']

type Change = (pair: Pair, random: () => number) => void

interface Plan {
  readonly rule: string
  readonly kind: Case['kind']
  readonly about: string
  readonly change: Change
  readonly also?: readonly string[]
  readonly organs?: readonly string[]
  readonly year?: number
  readonly form?: Draft['form']
  readonly lastForm?: Draft['form']
}

const pick = <T>(from: readonly T[], random: () => number): T | undefined => from[Math.floor(random() * from.length)]
const add = (draft: Draft, key: string, by: number): unknown => draft.numbers.set(key, numberOf(draft, key) + by)
const OVER = 'applications/received_carried_over'
const BUREAUS = ['青禾县教育局', '平川县民政局', '南河市水利局', '东林区发展和改革委员会']
const TOWNS = ['花溪镇人民政府', '石桥镇人民政府', '长岭乡人民政府', '新安街道办事处']

const PLANS: readonly Plan[] = [
  {
    ...{ rule: 'equation', kind: 'planted', about: 'one cell of the results' },
    change: ({ report }, random) => add(report, `applications/granted/${pick(APPLICANTS, random) ?? ''}`, 1),
  },
  {
    ...{ rule: 'equation', kind: 'planted', about: 'a total of the reviews' },
    change: ({ report }) => add(report, 'review/reconsideration/total', 2),
  },
  { ...{ rule: 'equation', kind: 'near', about: 'a sound report' }, change: () => undefined },
  {
    ...{ rule: 'carried-over', kind: 'planted', about: 'carried over one more' },
    change: ({ report }, random) => {
      add(report, `${OVER}/${pick(APPLICANTS, random) ?? ''}`, 1 + Math.floor(random() * 3))
      balance(report)
    },
  },
  {
    ...{ rule: 'carried-over', kind: 'planted', about: 'nothing carried over' },
    change: ({ report, lastYear }) => {
      add(lastYear, 'applications/carried_forward/natural_person', 4)
      balance(lastYear)
      for (const applicant of APPLICANTS) report.numbers.set(`${OVER}/${applicant}`, 0)
      balance(report)
    },
  },
  {
    ...{ rule: 'carried-over', kind: 'near', about: 'reports two years apart', also: ['last-year-other-year'] },
    change: ({ report, lastYear }) => {
      lastYear.year -= 1
      lastYear.date = `${lastYear.year + 1}年1月20日`
      add(report, `${OVER}/natural_person`, 5)
      balance(report)
    },
  },
  {
    ...{ rule: 'carried-over', kind: 'near', about: 'the form of 2019 last year' },
    ...{ year: 2021, form: '2021', lastForm: '2019', change: () => undefined },
  },
  {
    ...{ rule: 'carried-over-applicants', kind: 'planted', about: 'one moved to another applicant' },
    change: ({ report, lastYear }) => {
      add(lastYear, 'applications/carried_forward/natural_person', 3)
      balance(lastYear)
      add(report, `${OVER}/natural_person`, 2)
      add(report, `${OVER}/company`, 1)
      balance(report)
    },
  },
  {
    ...{ rule: 'carried-over-applicants', kind: 'near', about: 'many carried over by each' },
    change: ({ report, lastYear }, random) => {
      for (const applicant of APPLICANTS) {
        const more = Math.floor(random() * 5)
        add(lastYear, `applications/carried_forward/${applicant}`, more)
        add(report, `${OVER}/${applicant}`, more)
      }
      balance(lastYear)
      balance(report)
    },
  },
  {
    ...{ rule: 'in-force', kind: 'planted', about: 'documents in force one more' },
    change: ({ report }) => add(report, 'proactive/normative_docs/in_force', 1),
  },
  {
    ...{ rule: 'in-force', kind: 'planted', about: 'rules repealed and not taken off' },
    change: ({ report }) => add(report, 'proactive/rules/repealed', 2),
  },
  {
    ...{ rule: 'in-force', kind: 'near', about: 'all repealed, others issued' },
    change: ({ report, lastYear }) => {
      const before = numberOf(lastYear, 'proactive/normative_docs/in_force')
      report.numbers.set('proactive/normative_docs/issued', before)
      report.numbers.set('proactive/normative_docs/repealed', before)
      report.numbers.set('proactive/normative_docs/in_force', before)
    },
  },
  {
    ...{ rule: 'copied-numbers', kind: 'planted', about: 'last year’s tables' },
    also: ['carried-over', 'carried-over-applicants', 'in-force'],
    change: ({ report, lastYear }) => {
      report.numbers = new Map(lastYear.numbers)
    },
  },
  {
    ...{ rule: 'copied-numbers', kind: 'near', about: 'all but one number the same' },
    also: ['carried-over', 'carried-over-applicants', 'in-force'],
    change: ({ report, lastYear }) => {
      report.numbers = new Map(lastYear.numbers)
      add(report, 'proactive/licensing/decisions', 1)
    },
  },
  {
    ...{ rule: 'copied-numbers', kind: 'near', about: 'nothing happened in two years' },
    change: ({ report, lastYear }) => {
      for (const { numbers } of [report, lastYear]) for (const key of numbers.keys()) numbers.set(key, 0)
    },
  },
  {
    ...{ rule: 'copied-prose', kind: 'planted', about: 'last year’s prose with another year' },
    change: ({ report, lastYear }) => {
      report.prose = lastYear.prose.replaceAll(String(lastYear.year), String(report.year))
      report.problems = lastYear.problems
    },
  },
  {
    ...{ rule: 'copied-prose', kind: 'near', about: 'half of the prose is new' },
    change: ({ report, lastYear }, random) => {
      report.prose = `${lastYear.prose.slice(0, lastYear.prose.length / 2)}。${prosaic(random, 4)}`
    },
  },
  {
    ...{ rule: 'ten-thousandfold', kind: 'planted', about: 'yuan for ten thousand yuan' },
    change: ({ report, lastYear }) => {
      report.numbers.set('proactive/fees/amount', 10_000 * numberOf(lastYear, 'proactive/fees/amount') + 350)
    },
  },
  {
    ...{ rule: 'ten-thousandfold', kind: 'near', about: 'fees a thousand times as much' },
    change: ({ report, lastYear }) => {
      report.numbers.set('proactive/fees/amount', 1_000 * numberOf(lastYear, 'proactive/fees/amount'))
    },
  },
  {
    ...{ rule: 'signed-early', kind: 'planted', about: 'signed in January of its year' },
    change: ({ report }) => {
      report.date = `${report.year}年1月18日`
    },
  },
  {
    ...{ rule: 'signed-early', kind: 'near', about: 'signed on the last day of its year' },
    change: ({ report }) => {
      report.date = `${report.year}年12月31日`
    },
  },
  {
    ...{ rule: 'year-far', kind: 'planted', about: 'signed two years later' },
    change: ({ report }) => {
      report.date = `${report.year + 2}年1月18日`
    },
  },
  {
    ...{ rule: 'year-far', kind: 'near', about: 'signed late in the year after', organs: TOWNS },
    change: ({ report }) => {
      report.date = `${report.year + 1}年12月18日`
    },
  },
  {
    ...{ rule: 'published-late', kind: 'planted', about: 'a department in February', organs: BUREAUS },
    change: ({ report }) => {
      report.date = `${report.year + 1}年2月18日`
    },
  },
  {
    ...{ rule: 'published-late', kind: 'near', about: 'a department on the last day', organs: BUREAUS },
    change: ({ report }) => {
      report.date = `${report.year + 1}年1月31日`
    },
  },
  {
    ...{ rule: 'published-late', kind: 'near', about: 'an organ that the article does not name' },
    organs: [...TOWNS, '国家税务总局长宁县税务局'],
    change: ({ report }) => {
      report.date = `${report.year + 1}年2月18日`
    },
  },
  {
    ...{ rule: 'form-outdated', kind: 'planted', about: 'the form of 2019 for 2023' },
    ...{ year: 2023, form: '2019', change: () => undefined },
  },
  {
    ...{ rule: 'form-outdated', kind: 'near', about: 'the form of 2019 for 2020' },
    ...{ year: 2020, form: '2019', change: () => undefined },
  },
  {
    ...{ rule: 'section-missing', kind: 'planted', about: 'no section 6' },
    change: ({ report }) => {
      report.mend = (page) => page.replace('<h2>六、其他需要报告的事项</h2><p>无其他需要报告的事项。</p>', '')
    },
  },
  {
    ...{ rule: 'section-missing', kind: 'near', about: 'headings in bold paragraphs' },
    change: ({ report }) => {
      report.mend = (page) => page.replace(/<h2>(.*?)<\/h2>/gu, '<p><b>$1</b></p>')
    },
  },
  {
    ...{ rule: 'blank-cells', kind: 'planted', about: 'zeros left out' },
    change: ({ report }) => {
      for (const key of ['penalties', 'coercion']) report.numbers.delete(`proactive/${key}/decisions`)
    },
  },
  {
    ...{ rule: 'blank-cells', kind: 'near', about: 'zeros printed' },
    change: ({ report }) => {
      for (const key of ['penalties', 'coercion']) report.numbers.set(`proactive/${key}/decisions`, 0)
    },
  },
]

/** One case of each plan. @param seed picks organs and years */
export function ruleCases(random: () => number): readonly Case[] {
  return PLANS.map(({ rule, kind, about, change, also = [], organs = OFFICES, year, form, lastForm }) => {
    const pair = soundPair(
      pick(organs, random) ?? '',
      year ?? 2022 + Math.floor(random() * 3),
      random,
      form ?? '2021',
      lastForm ?? form ?? '2021',
    )
    change(pair, random)
    return { rule, kind, about, pair, also }
  })
}

/** A sound pair of one of the organs. */
export const anyPair = (random: () => number): Pair =>
  soundPair(pick(OFFICES, random) ?? '', 2022 + Math.floor(random() * 3), random)
