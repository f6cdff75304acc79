import type { Paragraph } from '../model/block.js'
import type { Metadata } from '../model/source.js'
import { type Found, foundIn, foundOutside } from './evidence.js'
import { isFullName, isOrganName } from './organ-names.js'
import { nameInProse, namesOfPlace } from './organ-prose.js'
import { signatureLine } from './signature.js'
import { tidy } from './text.js'
import type { Title } from './title.js'

export interface OrganResult {
  readonly found: Found<string> | null
  /** Names that contradict each other; empty where one is the other's longer form. */
  readonly contradiction: readonly string[]
}

interface Sources {
  readonly title: Found<Title> | null
  readonly preamble: readonly Paragraph[]
  /** Paragraphs of the sections. */
  readonly prose: readonly Paragraph[]
  /** The name that closes the report. */
  readonly signed: Found<string> | null
  readonly metadata: Metadata
}

/**
 * The publishing organ by the longest name that the report gives it. Title and signature are the report's own word; page
 * furniture and prose can only complete them, or stand in for them.
 */
export function findOrgan(sources: Sources): OrganResult {
  const { title } = sources
  const titled: Found<string> | null = title?.value.organ == null ? null : { ...title, value: title.value.organ }
  const signed = sources.signed ?? bylineOf(sources.preamble, title)
  const outside = publisherOf(sources.preamble, sources.metadata)
  const text = [...sources.preamble, ...sources.prose]
  if (titled && signed && !related(titled.value, signed.value))
    return { found: titled, contradiction: [titled.value, signed.value] }
  const own = titled ?? signed ?? null
  if (!own) return { found: nameInProse(text) ?? outside, contradiction: [] }
  const others = [signed, ...namesOfPlace(own.value, text), outside].filter((each) => each !== null)
  return {
    found: others.reduce((best, other) => (completes(best.value, other.value) ? other : best), own),
    contradiction: [],
  }
}

/** The organ's line below the title, where the report is not signed at its end. */
function bylineOf(preamble: readonly Paragraph[], title: Found<Title> | null): Found<string> | null {
  const at = preamble.findLastIndex(({ text }) => title?.text.includes(text.trim()) === true)
  const next = at < 0 ? undefined : preamble[at + 1]
  const organ = next && signatureLine(next.text)?.organ
  return organ ? foundIn(organ, next) : null
}

const PUBLISHER = /(?:来源|发布机构|发布单位|发文机关|公开主体|公开机构|发文单位)[:：]\s*([^\s:：|｜]+)/u

/** Who published the page, by its furniture or metadata table. */
function publisherOf(preamble: readonly Paragraph[], metadata: Metadata): Found<string> | null {
  if (metadata.organ !== undefined && isOrganName(metadata.organ))
    return foundOutside(tidy(metadata.organ), metadata.organ)
  for (const paragraph of preamble) {
    const name = PUBLISHER.exec(paragraph.text)?.[1]
    if (name !== undefined && isOrganName(name)) return foundIn(tidy(name), paragraph)
  }
  return null
}

/** 人民政府, 政府, 街道办事处, 办公室 …: what may stand behind the place without making it another one. */
const GENERIC = /(?:人民政府|政府|街道办事处|办事处|街道办|街道|管理委员会|管委会)?(?:办公厅|办公室)?$/u

/** The part of a name that tells it from others: 湘潭县花石镇人民政府 → 湘潭县花石镇. */
function stem(name: string): string {
  return name.replace(GENERIC, '') || name
}

/** Are these names of one organ: one a part or a short form of the other (市发改委, 市发展和改革委员会)? */
function related(a: string, b: string): boolean {
  const [left, right] = [stem(a), stem(b)]
  return isWithin(left, right) || isWithin(right, left)
}

/** Do all characters of `short` stand in `long`, in order? */
function isWithin(short: string, long: string): boolean {
  let at = 0
  for (const char of long) if (char === short[at]) at++
  return at === short.length
}

/** What kind of organ a name ends in, short and long forms alike: 市发改委 and 市发展和改革委员会 are both 委. */
function kindOf(name: string): string {
  if (name.endsWith('办公室') || name.endsWith('办公厅')) return '办公室'
  if (/(?:街道办事处|街道办|办事处)$/u.test(name)) return '街道'
  return name.endsWith('委员会') ? '委' : (name.at(-1) ?? '')
}

/**
 * Is `other` a longer name of the same organ? A place (花石镇) is completed by any full name that holds it; a full name only
 * by one of its own kind (湘潭县 + 花石镇人民政府): the office of a government is another organ.
 */
function completes(name: string, other: string): boolean {
  if (other.length <= name.length || !isFullName(other)) return false
  if (!isFullName(name)) return other.includes(stem(name))
  return kindOf(name) === kindOf(other) && related(name, other)
}
