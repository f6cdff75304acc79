import { titleOf } from '../../model/catalogue/titles.js'
import type { Language, Severity } from '../../model/problem.js'
import { COLOURS } from '../charts/look.js'
import { stackedRows } from '../charts/stacked.js'
import type { Figure } from '../figure.js'
import type { Gathered } from '../gather.js'
import { byCount, severity } from '../order.js'
import type { TextKey, Tell } from '../texts.js'

const MAX_CODES = 20

const SEVERITIES: readonly (readonly [severity: Severity, text: TextKey, colour: string])[] = [
  ['error', 'severityError', COLOURS.failed],
  ['doubt', 'doubt', COLOURS.flagged],
  ['fault', 'fault', '#8d6bb0'],
  ['info', 'info', COLOURS.pending],
]

/** Null where no document has any. */
export function problemFigure({ codes }: Gathered, language: Language, tell: Tell): Figure | null {
  const sorted = byCount(codes)
  const [first] = sorted
  if (!first) return null
  const shown = sorted.slice(0, MAX_CODES)
  const layers = SEVERITIES.map(([of, text, colour]) => ({
    name: tell(text),
    colour,
    counts: shown.map(([code, count]) => (severity(code) === of ? count : 0)),
  }))
  return {
    title: tell('problems'),
    summary: tell('summaryProblem', { code: titleOf(first[0], language), count: first[1] }),
    chart: stackedRows(
      shown.map(([code]) => titleOf(code, language)),
      layers,
    ),
    head: [tell('problem'), tell('code'), tell('severity'), tell('count'), tell('look')],
    rows: sorted.map(([code, count]) => {
      const text = SEVERITIES.find(([of]) => of === severity(code))?.[1] ?? 'info'
      return [titleOf(code, language), code, tell(text), count, `nianbao list --code ${code}`]
    }),
  }
}
