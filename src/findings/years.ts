import { linesOf, type Form } from '../vocabulary/forms.js'
import { signed } from '../model/catalogue/details-in-words.js'
import { FINDING_RULES, type YearEquation } from '../vocabulary/findings.js'
import { cellPlace, formFor, sureNumber, type Evidence } from './evidence.js'
import { finding, type Finding, type Place } from './finding.js'

/** Numbers of this report that follow from last year’s: the equations stand in vocabulary/findings.json. */
export function overYears(evidence: Evidence): readonly Finding[] {
  const found = FINDING_RULES.flatMap(({ id, equation }) => (equation ? broken(evidence, id, equation) : []))
  const total = found.find(({ rule }) => rule === 'carried-over')
  if (!total) return found
  // Where the total differs, its parts are told with it.
  const parts = found.filter(({ rule }) => rule === 'carried-over-applicants')
  return found.flatMap((each) =>
    each === total ? [withParts(each, parts)] : each.rule === 'carried-over-applicants' ? [] : [each],
  )
}

function withParts(total: Finding, parts: readonly Finding[]): Finding {
  const told = parts.map(({ places: [own, old] }) => ({
    zh: `${own?.column?.zh ?? ''}列 ${own?.value ?? ''}（上年度 ${old?.value ?? ''}）`,
    en: `${own?.column?.en ?? ''} ${own?.value ?? ''} (last year ${old?.value ?? ''})`,
  }))
  if (told.length === 0) return total
  const words = {
    zh: `其中：${told.map(({ zh }) => zh).join('，')}。`,
    en: `Of these: ${told.map(({ en }) => en).join(', ')}.`,
  }
  return {
    ...total,
    details: { ...total.details, parts: words },
    places: [...total.places, ...parts.flatMap(({ places }) => places)],
  }
}

function broken(evidence: Evidence, rule: string, equation: YearEquation): readonly Finding[] {
  const { report, lastYear } = evidence
  if (!lastYear) return []
  const [form, lastForm] = [report, lastYear].map((each) => formFor(each, equation.table))
  if (!form || !lastForm) return []
  return spotsOf(form, equation).flatMap((spot) => {
    const code = codeOf(form, equation, equation.this.key, spot)
    const terms = equation.from.map((term) => ({
      ...term,
      code: codeOf(term.year === 'last' ? lastForm : form, equation, term.key, spot),
    }))
    const printed = code === null ? null : sureNumber(report, code)
    const numbers = terms.map((term) =>
      term.code === null ? null : sureNumber(term.year === 'last' ? lastYear : report, term.code),
    )
    if (code === null || printed === null) return []
    const known = numbers.flatMap((number) => number ?? [])
    if (known.length < terms.length) return []
    const expected = known.reduce((sum, number, index) => sum + (terms[index]?.minus ? -number : number), 0)
    if (expected === printed) return []
    const sum = known.map((number, index) => `${index === 0 ? '' : terms[index]?.minus ? ' − ' : ' + '}${number}`)
    const places: readonly Place[] = [
      cellPlace(evidence, 'this', code),
      ...terms.map((term) => cellPlace(evidence, term.year, term.code ?? '')),
    ]
    const [{ row, column } = { row: null, column: null }] = places
    return [
      finding(
        rule,
        {
          ...{ printed, expected, sum: sum.join(''), parts: '' },
          ...(row && { row }),
          ...(column && { column }),
          difference: signed(printed - expected),
        },
        places,
      ),
    ]
  })
}

/** Columns or rows that an equation is tried on, by their keys. */
function spotsOf({ tables }: Form, { table, per, only, except }: YearEquation): readonly string[] {
  const lines = tables.filter(({ id }) => id === table).flatMap(linesOf)
  const keys =
    per === 'row' ? lines.map(({ key }) => key) : lines.flatMap(({ columns }) => columns.map(({ key }) => key))
  return [...new Set(keys)].filter((key) => (only?.includes(key) ?? true) && !(except?.includes(key) ?? false))
}

function codeOf({ values }: Form, { table, per }: YearEquation, key: string, spot: string): string | null {
  const [item, measure] = per === 'row' ? [spot, key] : [key, spot]
  return values.find((value) => value.table === table && value.item === item && value.measure === measure)?.code ?? null
}
