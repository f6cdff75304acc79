import type { FormsResult, IdentifiedTable } from '../forms/index.js'
import type { Block } from '../model/block.js'
import { type Problem, type ProblemCode, problem, severityOf } from '../model/problem.js'
import type { DocumentRecord, SectionRecord, TableRecord } from '../model/record.js'
import type { Reading } from '../model/source.js'
import { expectedTables, sectionOf } from '../vocabulary/forms.js'
import { withoutRadicals } from '../vocabulary/characters.js'
import { factsOf } from './facts.js'
import { type Provenance, extractorRecord, sourceRecord, unusableRecord } from './failed.js'
import { tablesRecord } from './tables.js'
import { isFurniture } from './furniture.js'
import { outline, type Outline } from './outline.js'
import { problemRecords } from './problems.js'
import { tidy } from './text.js'
import { countsOf, statusOf } from './status.js'
import { squeeze, numeral } from '../vocabulary/labels.js'
import { cellRecord } from './cells.js'
import { otherTables } from './content.js'
import { DEFAULT_ACCEPTED, type Accepted } from '../model/options.js'

export { failedRecord, type Provenance } from './failed.js'

/** Puts the record together: what was read, what the forms make of its tables, and what the report says of itself. */
export function assemble(
  reading: Reading,
  forms: FormsResult,
  provenance: Provenance,
  accept: Accepted = DEFAULT_ACCEPTED,
): DocumentRecord {
  const parts = outline(reading.blocks)
  const missing = missingTables(reading, forms, parts)
  const noticed = [...reading.problems, ...forms.problems, ...missing]
  const { report, problems: doubts } = factsOf(reading, parts, forms)
  const isReport = report.title !== null || parts.sections.length >= FEWEST_SECTIONS
  const problems = [...noticed, ...doubts]
  const sections = [...sectionRecords(parts, report.title)]
  if (!isUsable(forms, isReport)) {
    if (isReport) return unusableRecord(provenance, reading, problems, { report, sections })
    const others = accept === 'any' ? otherTables(reading, forms, parts) : null
    return others
      ? tablesRecord(provenance, reading, others)
      : unusableRecord(provenance, reading, reasons(reading), { report: null, sections: [] })
  }
  return {
    schema: 'document.v1',
    source: sourceRecord(provenance, reading.format, reading),
    status: statusOf({ report, values: forms.values, checks: forms.checks, problems }),
    counts: countsOf(forms.values, report.flags, forms.checks),
    report,
    sections,
    tables: forms.tables.map(tableRecord),
    records: [...forms.values],
    checks: [...forms.checks],
    problems: [...problemRecords(problems, provenance.language)],
    extractor: extractorRecord(provenance, reading),
  }
}

/** With this many statutory headings a document is a report whatever its title. */
const FEWEST_SECTIONS = 3

/** Usable: a statutory table was found; or it is a report of another form, with tables to keep. */
function isUsable(forms: FormsResult, isReport: boolean): boolean {
  return Object.values(forms.forms).some((form) => form !== null) || (isReport && forms.tables.length > 0)
}

/**
 * Why a file is no report: its reader's own errors; `not-a-report` only where it has none. Pictures that cannot be read
 * make no report of a document that is none otherwise.
 */
function reasons({ problems }: Reading): readonly Problem[] {
  const own = problems.some(({ code }) => severityOf(code) === 'error' && code !== 'picture-damaged')
  return own ? problems : [problem('not-a-report'), ...problems]
}

/** Problems that say of a section that its table was not read. */
const ACCOUNTS: ReadonlySet<ProblemCode> = new Set(['table-missing', 'table-is-picture', 'table-failed'])

/** Statutory tables that were not located, where neither reader nor matching said so already. */
function missingTables(reading: Reading, forms: FormsResult, { sections }: Outline): readonly Problem[] {
  const said = [...reading.problems, ...forms.problems]
  if (said.some(({ code }) => code === 'form-unknown')) return []
  const accounted = said.filter(({ code }) => ACCOUNTS.has(code))
  const absent = expectedTables(forms.forms).filter((kind) => forms.forms[kind] === null)
  if (absent.length > 0 && reading.blocks.some(runsTogether)) return [problem('cells-run-together')]
  return absent
    .filter((kind) => !accounted.some(({ details }) => details.section === numeral(sectionOf(kind))))
    .map((kind) => {
      const pictured = sections.some(({ number, pictured: own }) => own && number === sectionOf(kind))
      return problem(pictured ? 'table-is-picture' : 'table-missing', { section: numeral(sectionOf(kind)) })
    })
}

/** Labels of the forms that stand in cells of their own, with nothing between them: the borders of the cells are lost. */
const RUN_TOGETHER =
  /二十条第[(（][一五六八九][)）]项信息内容(?:本年|上一年)|自然人法人或其他组织|商业企业科研机构社会公益组织|结果维持结果纠正其他结果/u

const runsTogether = (block: Block): boolean => block.kind === 'paragraph' && RUN_TOGETHER.test(squeeze(block.text))

/** The sections with their prose, in the report's order; the introduction first, under no number. */
function sectionRecords({ preamble, sections }: Outline, title: string | null): readonly SectionRecord[] {
  const intro = preamble.filter(({ text }) => !isFurniture(text) && !title?.includes(tidy(text)))
  const records = sections.map(({ number, heading, paragraphs, page }) => ({
    number,
    heading: withoutRadicals(heading).trim(),
    text: proseOf(paragraphs.map(({ text }) => text)),
    page,
  }))
  const text = proseOf(intro.map((each) => each.text))
  if (text === '') return records
  return [{ number: null, heading: '', text, page: intro[0]?.boxes[0]?.page ?? null }, ...records]
}

function proseOf(paragraphs: readonly string[]): string {
  return paragraphs
    .map((text) => withoutRadicals(text).trim())
    .filter((text) => text !== '')
    .join('\n')
}

/** A table as the record keeps it: every cell, with where it stands in formats that have pages. */
function tableRecord({ id, kind, number, table }: IdentifiedTable): TableRecord {
  return {
    id,
    kind,
    number,
    caption: table.caption,
    method: table.method,
    pages: [...table.pages],
    rows: table.rows,
    columns: table.columns,
    cells: table.cells.map(cellRecord),
  }
}
