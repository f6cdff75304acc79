import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { StratumResult } from './estimate.js'

/** Columns of results.csv: all that the estimate needs, so that the file can travel alone. */
export const RESULT_COLUMNS = [
  'number',
  'document',
  'path',
  'code',
  'label',
  'value',
  'stratum',
  'stratum_values',
  'verdict',
  'note',
] as const

type Verdict = 'right' | 'wrong' | 'unclear'

/** Also as people write them who tick in a spreadsheet. */
const MEANT: ReadonlyMap<string, Verdict> = new Map([
  ['right', 'right'],
  ['正确', 'right'],
  ['对', 'right'],
  ['wrong', 'wrong'],
  ['错误', 'wrong'],
  ['错', 'wrong'],
  ['unclear', 'unclear'],
  ['cannot tell', 'unclear'],
  ['无法判断', 'unclear'],
])

const row = z.object({
  stratum: z.string().min(1),
  stratum_values: z.coerce.number().int().positive(),
  verdict: z.string(),
})

/** The file is no results.csv, or says something that is no verdict. */
export class ResultsError extends Error {
  /** Line of the file, from 1; null for the file as a whole. */
  readonly line: number | null
  readonly found: string

  constructor(line: number | null, found: string, options: { readonly cause?: unknown } = {}) {
    super(`${line === null ? '' : `line ${line}: `}${found}`, options)
    this.name = 'ResultsError'
    this.line = line
    this.found = found
  }
}

/** @throws ResultsError */
export function parseResults(text: string): readonly StratumResult[] {
  const rows = rowsOf(text)
  if (rows.length === 0) throw new ResultsError(null, '')
  const strata = new Map<string, { size: number; right: number; wrong: number; unclear: number; open: number }>()
  for (const [index, each] of rows.entries()) {
    const parsed = row.safeParse(each)
    if (!parsed.success) throw new ResultsError(index + 2, JSON.stringify(each), { cause: parsed.error })
    const { stratum, stratum_values: size, verdict: said } = parsed.data
    const verdict = said.trim() === '' ? 'open' : MEANT.get(said.trim().toLowerCase())
    if (!verdict) throw new ResultsError(index + 2, said)
    const counts = strata.get(stratum) ?? { size, right: 0, wrong: 0, unclear: 0, open: 0 }
    counts[verdict] += 1
    strata.set(stratum, counts)
  }
  return [...strata].sort(([a], [b]) => (a < b ? -1 : 1)).map(([stratum, counts]) => ({ stratum, ...counts }))
}

function rowsOf(text: string): readonly unknown[] {
  try {
    return z.array(z.unknown()).parse(parse(text, { bom: true, columns: true, skip_empty_lines: true }))
  } catch (error) {
    throw new ResultsError(null, error instanceof Error ? error.message : String(error), { cause: error })
  }
}
