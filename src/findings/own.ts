import { faultsOf } from '../effective/failed.js'
import { equationInWords, suspectInWords } from '../model/catalogue/details-in-words.js'
import type { FailedEquation, Suspect } from '../model/details.js'
import type { Language } from '../model/sentences.js'
import { equationsOf } from '../forms/checks.js'
import { problemIn } from '../report/problems.js'
import type { Words } from '../vocabulary/equations.js'
import { valueOf } from '../vocabulary/forms.js'
import { cellPlace, formFor, labelsOf, type Evidence } from './evidence.js'
import { finding, type Finding, type Place } from './finding.js'

/**
 * Equations of the form that do not hold: those of a table that one number would settle together, else each by itself.
 */
export function failing(evidence: Evidence): readonly Finding[] {
  const { report } = evidence
  return faultsOf(report).flatMap(({ table, equations, suspect }) =>
    suspect ? [settled(evidence, table, equations, suspect)] : equations.map((each) => broken(evidence, table, each)),
  )
}

function broken(evidence: Evidence, table: string, equation: FailedEquation): Finding {
  const details = {
    ...{ equation: inBoth((language) => equationInWords(equation, language)), suspect: '' },
    ...{ printed: equation.right.sum, expected: equation.left.sum },
  }
  return finding('equation', details, placesOf(evidence, table, equation))
}

function settled(evidence: Evidence, table: string, equations: readonly FailedEquation[], suspect: Suspect): Finding {
  const { code, value, would } = suspect
  const details = {
    equation: inBoth((language) =>
      equations.map((each) => equationInWords(each, language)).join(language === 'zh' ? '；' : '; '),
    ),
    suspect: inBoth(
      (language) => `${suspectInWords(suspect, equations.length, language)}${language === 'zh' ? '。' : '.'}`,
    ),
    ...{ printed: value, expected: would },
  }
  const others = equations.flatMap((each) => placesOf(evidence, table, each)).filter((place) => place.code !== code)
  const unique = new Map(others.map((place) => [place.code, place]))
  return finding('equation', details, [cellPlace(evidence, 'this', code), ...unique.values()])
}

const inBoth = (told: (language: Language) => string): Words => ({ zh: told('zh'), en: told('en') })

/** The cells of an equation: those that are not 0, the sums first. */
function placesOf(evidence: Evidence, table: string, { id, at }: FailedEquation): readonly Place[] {
  const { report } = evidence
  const values = report.values.filter(({ read }) => read.table === table).map(({ read, value }) => ({ ...read, value }))
  const found = equationsOf(formFor(report, table).year, table, values).find((each) => each.id === id && each.at === at)
  const codes = found ? [...found.right, ...found.left].filter(({ value }) => value !== 0).map(({ code }) => code) : []
  return codes.map((code) => cellPlace(evidence, 'this', code))
}

/** Numbers in another unit than their heading’s: 12000元 under 万元. */
export const units = (evidence: Evidence): readonly Finding[] =>
  evidence.report.values
    .filter(({ flags }) => flags.includes('unit-differs'))
    .map(({ read: { code, raw } }) =>
      finding(
        'unit',
        {
          ...{ ...labelsOf(evidence.report, code), printed: raw ?? '' },
          expected: valueOf(code, formFor(evidence.report, valueOf(code)?.table ?? '').year)?.unit ?? '',
        },
        [cellPlace(evidence, 'this', code)],
      ),
    )

/** Problems that other rules tell of, with places and remedies. */
const TOLD: ReadonlySet<string> = new Set([
  'unit-differs',
  'unbalanced',
  'date-implausible',
  'date-invalid',
  'section-missing',
])

/** Names the places that could not be read surely: a clerk must know where nothing was compared. */
export function unsure({ report }: Evidence): readonly Finding[] {
  const { problems, record } = report
  const rule = record.status === 'failed' ? 'unreadable' : 'unsure-reading'
  return problems
    .filter(({ code, severity }) => severity !== 'info' && !TOLD.has(code))
    .map((problem): Finding => {
      const [zh, en] = [problemIn(problem, 'zh').message, problemIn(problem, 'en').message]
      const place = {
        ...({ document: 'this', code: null, section: null, row: null, column: null, text: null, value: null } as const),
        page: problem.page,
      }
      return finding(problem.severity === 'error' ? rule : 'unsure-reading', { told: { zh, en } }, [place])
    })
}
