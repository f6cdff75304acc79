import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { POPULATIONS, type Population } from './draw.js'
import type { StratumResult } from './estimate.js'

/** All that the estimate needs, so that the file can travel alone, and what `nianbao correct --from` takes. */
export const RESULT_COLUMNS = [
  ...['number', 'document', 'path', 'code', 'label', 'value'],
  ...['stratum', 'stratum_values', 'drawn_from', 'shown', 'verdict', 'correct', 'confirm', 'note', 'attempt', 'seen'],
] as const

/** The evidence beside a value: the picture of its cell, its source in a browser, or only the table that nianbao read. */
const SHOWN = ['picture', 'source', 'table'] as const
export type Shown = (typeof SHOWN)[number]

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

/** A verdict as a person writes it, '' for none; null for what is no verdict. */
export const verdictOf = (written: string): Verdict | '' | null =>
  written.trim() === '' ? '' : (MEANT.get(written.trim().toLowerCase()) ?? null)

const row = z.object({
  stratum: z.string().min(1),
  stratum_values: z.coerce.number().int().positive(),
  // Samples of earlier versions were all of unflagged values, and did not say what was shown.
  drawn_from: z.enum(POPULATIONS).default('unflagged'),
  shown: z.enum(SHOWN).default('picture'),
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

/** The verdicts that were ticked. */
export interface Results {
  readonly drawnFrom: Population
  readonly strata: readonly StratumResult[]
  /** Values judged right or wrong beside the table that nianbao read, by stratum; strata without any are left out. */
  readonly besideOwnTable: readonly { readonly stratum: string; readonly judged: number }[]
}

/** @throws ResultsError */
export function parseResults(text: string): Results {
  const rows = rowsOf(text)
  const strata = new Map<string, { size: number; right: number; wrong: number; unclear: number; open: number }>()
  const ownTable = new Map<string, number>()
  let drawnFrom: Population | null = null
  for (const [index, each] of rows.entries()) {
    const parsed = row.safeParse(each)
    if (!parsed.success) throw new ResultsError(index + 2, JSON.stringify(each), { cause: parsed.error })
    const { stratum, stratum_values: size, drawn_from: population, shown, verdict: said } = parsed.data
    const verdict = verdictOf(said)
    if (verdict === null) throw new ResultsError(index + 2, said)
    drawnFrom ??= population
    if (population !== drawnFrom) throw new ResultsError(index + 2, population)
    const counts = strata.get(stratum) ?? { size, right: 0, wrong: 0, unclear: 0, open: 0 }
    counts[verdict === '' ? 'open' : verdict] += 1
    strata.set(stratum, counts)
    if (shown === 'table' && (verdict === 'right' || verdict === 'wrong'))
      ownTable.set(stratum, (ownTable.get(stratum) ?? 0) + 1)
  }
  if (drawnFrom === null) throw new ResultsError(null, '')
  return {
    drawnFrom,
    strata: sorted(strata).map(([stratum, counts]) => ({ stratum, ...counts })),
    besideOwnTable: sorted(ownTable).map(([stratum, judged]) => ({ stratum, judged })),
  }
}

const sorted = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1))

function rowsOf(text: string): readonly unknown[] {
  try {
    return z.array(z.unknown()).parse(parse(text, { bom: true, columns: true, skip_empty_lines: true }))
  } catch (error) {
    throw new ResultsError(null, error instanceof Error ? error.message : String(error), { cause: error })
  }
}
