import type { FormsResult } from '../forms/index.js'
import type { Block } from '../model/block.js'
import { severityOf } from '../model/problem.js'
import type { Reading } from '../model/source.js'
import { hasStatutoryLabels, isReportTitle, isStatutoryTable } from '../readers/statutory.js'
import { describeTables, type DescribedTable } from '../tables/index.js'
import type { Outline } from './outline.js'

/** From this number of statutory headings on, a document may be an annual report whose tables were not recognised. */
const HINTING_SECTIONS = 2
/** Longer lines that name an annual report are sentences about one. */
const LONGEST_TITLE = 60
/** A link to annual reports, as every page of a site bears it, names no year. */
const YEAR = /\d{4}|[一二三四五六七八九〇零○]{4}/u

/**
 * The tables of a document that is no annual report; null where it may be one after all, where its reader met an error, which
 * then tells more, or where it has no table.
 */
export function otherTables(
  { blocks, problems }: Reading,
  forms: FormsResult,
  outline: Outline,
): readonly DescribedTable[] | null {
  if ([...problems, ...forms.problems].some(({ code }) => severityOf(code) === 'error')) return null
  if (forms.problems.length > 0 || suggestsReport(blocks, outline)) return null
  const tables = describeTables(blocks)
  return tables.length === 0 ? null : tables
}

function suggestsReport(blocks: readonly Block[], { sections }: Outline): boolean {
  if (sections.filter(({ number }) => number !== null).length >= HINTING_SECTIONS) return true
  return blocks.some((block) => {
    if (block.kind === 'table') return isStatutoryTable(block) || hasStatutoryLabels(block)
    return (
      block.kind === 'paragraph' &&
      block.text.length <= LONGEST_TITLE &&
      YEAR.test(block.text) &&
      isReportTitle(block.text)
    )
  })
}
