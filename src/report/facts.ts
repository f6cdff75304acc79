import type { FormsResult } from '../forms/index.js'
import type { Paragraph } from '../model/block.js'
import { type Problem, problem } from '../model/problem.js'
import type { ReportRecord } from '../model/record.js'
import type { Reading } from '../model/source.js'
import { tellsForm } from '../vocabulary/families.js'
import { followedForm, STATUTORY_TABLES } from '../vocabulary/forms.js'
import { evidenceOf, type Found } from './evidence.js'
import { isFurniture } from './furniture.js'
import { findOrgan } from './organ/choose.js'
import type { Outline } from './outline.js'
import { findPublished } from './dates.js'
import { findTitle, type TitleResult } from './title.js'
import { findSignature } from './signature.js'
import { findYear, spokenYear } from './year.js'
import { numeral } from '../vocabulary/labels.js'

/** The facts that a report states about itself, with the problems behind each flag. */
interface Facts {
  readonly report: ReportRecord
  readonly problems: readonly Problem[]
}

/**
 * Title, organ, year, date and form of a report, each with its evidence, and what is doubtful or implausible about them.
 */
export function factsOf(reading: Reading, parts: Outline, forms: FormsResult): Facts {
  const { preamble, sections } = parts
  const signature = findSignature(closingOf(parts))
  const prose = sections.flatMap(({ paragraphs }) => paragraphs)
  const title = findTitle(preamble, reading.metadata, spokenYear(prose))
  const organ = findOrgan({ title: title.found, preamble, prose, signed: signature.organ, metadata: reading.metadata })
  const year = findYear(title.found, [...preamble, ...prose])
  const published = findPublished(preamble, signature.date, reading.metadata)
  const untrusted = new Set(
    (reading.pages ?? []).filter(({ read }) => read === 'unreadable').map((page) => page.number),
  )
  const problems: Problem[] = []
  const flags: string[] = []
  const flag = (name: string, because: Problem): void => {
    if (!flags.includes(name)) flags.push(name)
    problems.push(because)
  }
  const doubts = [
    { fact: 'title', found: title.found?.value.text ?? null, rivals: titleDoubt(title, untrusted) },
    { fact: 'organ', found: organ.found?.value ?? null, rivals: unsure(organ.contradiction, organ.found, untrusted) },
    { fact: 'year', found: year.found?.value ?? null, rivals: unsure(year.contradiction, year.found, untrusted) },
  ] as const
  for (const { fact, found, rivals } of doubts) {
    if (found === null) flag(`${fact}-missing`, problem(`${fact}-missing`))
    else if (rivals.length > 0)
      flag(`${fact}-uncertain`, problem(`${fact}-uncertain`, { candidates: rivals.join(' / ') }))
  }
  if (published?.value.iso === null) flag('date-implausible', problem('date-invalid', { text: published.value.text }))
  else if (published?.value.iso && year.found && published.value.iso < `${year.found.value}-12-31`)
    flag('date-implausible', problem('date-implausible', { year: year.found.value, published: published.value.iso }))
  for (const section of missingSections(parts, forms))
    flag('section-missing', problem('section-missing', { section: numeral(section) }))
  const form =
    STATUTORY_TABLES.filter(tellsForm)
      .map((id) => forms.forms[id])
      .find((year) => year) ?? null
  return {
    report: {
      title: title.found?.value.text ?? null,
      organ: organ.found?.value ?? null,
      year: year.found?.value ?? null,
      published: published?.value.iso ?? null,
      form,
      forms: forms.forms,
      flags,
      evidence: {
        ...(title.found && { title: evidenceOf({ ...title.found, value: title.found.value.text }) }),
        ...(organ.found && { organ: evidenceOf(organ.found) }),
        ...(year.found && { year: evidenceOf(year.found) }),
        ...(published?.value.iso && { published: evidenceOf({ ...published, value: published.value.text }) }),
      },
    },
    problems,
  }
}

/** The titles of which none is sure; empty where one is plain. */
function titleDoubt({ found, rivals }: TitleResult, untrusted: ReadonlySet<number>): readonly string[] {
  if (!found) return []
  const doubted = rivals.length > 0 || found.value.glued || isUnread({ ...found, value: found.value.text }, untrusted)
  return doubted ? [found.value.text, ...rivals] : []
}

/** A name or year in which a character could not be read, or from a page that was not read well, is in doubt, too. */
function unsure<T extends string | number>(
  contradiction: readonly T[],
  found: Found<T> | null,
  untrusted: ReadonlySet<number>,
): readonly T[] {
  return contradiction.length === 0 && found && isUnread(found, untrusted) ? [found.value] : contradiction
}

function isUnread({ value, boxes }: Found<string | number>, untrusted: ReadonlySet<number>): boolean {
  return String(value).includes(UNREAD) || boxes.some(({ page }) => untrusted.has(page))
}

/** Stands for a character that could not be read. */
const UNREAD = '\ufffd'

/** With no heading found, the signature is looked for among this many last paragraphs. */
const CLOSING_PARAGRAPHS = 12

/** Gives the paragraphs after the last statutory heading, up to page furniture. */
function closingOf({ preamble, sections, tail }: Outline): readonly Paragraph[] {
  const last = sections.findLast(({ number }) => number !== null)
  const all = last ? [...last.paragraphs, ...tail] : preamble.slice(-CLOSING_PARAGRAPHS)
  const end = all.findIndex(({ text }) => isFurniture(text))
  return end < 0 ? all : all.slice(0, end)
}

/** Sections without heading; one whose table was located is not missing, and old forms have other sections. */
function missingSections({ sections }: Outline, { forms }: FormsResult): readonly number[] {
  if (Object.values(forms).every((form) => form === null)) return []
  const form = followedForm(forms)
  return form.sections
    .map((_, index) => index + 1)
    .filter((section) => {
      if (sections.some(({ number }) => number === section)) return false
      const tables = form.tables.filter((table) => table.section === section)
      return tables.length === 0 || tables.some(({ id }) => (forms[id] ?? null) === null)
    })
}
