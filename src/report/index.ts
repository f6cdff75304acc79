import type { FormsResult } from '../forms/result.js'
import type { Block } from '../model/block.js'
import { type Problem, problem, severityOf } from '../model/problem.js'
import type { DocumentRecord, SectionRecord } from '../model/record.js'
import type { Reading } from '../model/source.js'
import { expectedTables, sectionOf } from '../vocabulary/forms.js'
import { withoutRadicals } from '../vocabulary/characters.js'
import { factsOf } from './facts.js'
import { type Provenance, extractorRecord, sourceRecord, unusableRecord } from './failed.js'
import { isFurniture } from './furniture.js'
import { outline, type Outline } from './outline.js'
import { problemRecords } from './problems.js'
import { tidy } from './text.js'
import { countsOf, statusOf } from './status.js'
import { tableRecord } from './tables.js'
import { squeeze, numeral } from '../vocabulary/labels.js'

export { failedRecord, type Provenance } from './failed.js'

/** Puts the record together: what was read, what the forms make of its tables, and what the report says of itself. */
export function assemble(reading: Reading, forms: FormsResult, provenance: Provenance): DocumentRecord {
  const parts = outline(reading.blocks)
  const missing = missingTables(reading, forms, parts)
  const noticed = [...reading.problems, ...forms.problems, ...missing]
  const { report, problems: doubts } = factsOf(reading, parts, forms)
  const isReport = report.title !== null || parts.sections.length >= FEWEST_SECTIONS
  const problems = [...noticed, ...doubts]
  const sections = [...sectionRecords(parts, report.title)]
  if (!isUsable(forms, isReport))
    return isReport
      ? unusableRecord(provenance, reading, problems, { report, sections })
      : unusableRecord(provenance, reading, reasons(reading), { report: null, sections: [] })
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

/** Statutory tables that were not located, where neither reader nor matching said so already. */
function missingTables(reading: Reading, forms: FormsResult, { sections }: Outline): readonly Problem[] {
  const said = [...reading.problems, ...forms.problems]
  if (said.some(({ code }) => code === 'form-unknown')) return []
  const accounted = said.filter(({ code }) => code === 'table-missing' || code === 'table-is-picture')
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
