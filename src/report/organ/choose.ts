import { tally } from '../../model/groups.js'
import type { Paragraph } from '../../model/block.js'
import { type Found, foundIn } from '../evidence.js'
import { tidy } from '../text.js'
import type { Title } from '../title.js'
import { organCandidates, type OrganCandidate, type OrganSources, WEIGHTS } from './candidates.js'
import { isFullName, isOrganName, isPlace } from './names.js'

interface OrganResult {
  readonly found: Found<string> | null
  /** Names that contradict each other, or of which none is sure; empty where the organ is plain. */
  readonly contradiction: readonly string[]
}

/** Evidence for one organ must weigh this much, and this much more than that for the next one, to settle which it is. */
const MIN_WEIGHT = 3
const MIN_MARGIN = 1.5
/** 我局 of a report that is spoken by a bureau: names of its kind gain, names of another lose. */
const KIND_GAIN = 0.5
const KIND_LOSS = 2.5
/** Mentions as subject count this often at most. */
const MAX_SUBJECTS = 2

/**
 * The organ that publishes the report. The title's word decides, unless the signature names another; without it the
 * candidates are weighed, and one is settled only with a margin over the next that names another organ.
 */
export function findOrgan(
  sources: Omit<OrganSources, 'titleLines'> & { readonly title: Found<Title> | null },
): OrganResult {
  const { title, preamble, prose } = sources
  const lines = [...preamble, ...prose]
  const titleLines = new Set(
    title ? lines.filter(({ text }) => title.text.includes(text.trim())).map(({ text }) => text) : [],
  )
  const candidates = organCandidates({ ...sources, titleLines })
  const titled: Found<string> | null = title?.value.organ == null ? null : { ...title, value: title.value.organ }
  if (titled) return fromTitle(titled, candidates, lines)
  return fromCandidates(candidates, lines)
}

/** The title's own name, completed by longer names of the same organ. */
function fromTitle(
  titled: Found<string>,
  candidates: readonly OrganCandidate[],
  lines: readonly Paragraph[],
): OrganResult {
  const signed = candidates.find(({ reason }) => reason === 'signature' || reason === 'byline')?.found ?? null
  const others = [
    ...candidates.filter(({ reason }) => reason !== 'contact').map(({ found }) => found),
    ...governmentsOf(titled.value, lines),
  ]
  const found = others.reduce((best, other) => (completes(best.value, other.value) ? other : best), titled)
  const contradicted = signed !== null && !related(titled.value, signed.value)
  return { found, contradiction: contradicted ? [titled.value, signed.value] : [] }
}

interface Group {
  readonly best: Found<string>
  readonly weight: number
}

function fromCandidates(candidates: readonly OrganCandidate[], lines: readonly Paragraph[]): OrganResult {
  const kind = speakingKind(lines)
  const groups = groupsOf(candidates, kind)
  const [first, second] = groups
  if (!first) return { found: null, contradiction: [] }
  const best = [first.best, ...governmentsOf(first.best.value, lines)].reduce((a, b) =>
    completes(a.value, b.value) ? b : a,
  )
  const sure = first.weight >= MIN_WEIGHT && first.weight - (second?.weight ?? 0) >= MIN_MARGIN
  return { found: best, contradiction: sure ? [] : [best, ...(second ? [second.best] : [])].map(({ value }) => value) }
}

/** Candidates of the same organ together, the weightiest first. */
function groupsOf(candidates: readonly OrganCandidate[], kind: string | null): readonly Group[] {
  const groups: OrganCandidate[][] = []
  for (const candidate of candidates) {
    const own = groups.find((group) => group.every(({ found }) => isSame(found.value, candidate.found.value)))
    if (own) own.push(candidate)
    else groups.push([candidate])
  }
  return groups
    .map((group): Group => {
      const best = group.map(({ found }) => found).reduce((a, b) => (completes(a.value, b.value) ? b : a))
      const strongest = new Map<string, number>()
      for (const { reason } of group) strongest.set(reason, Math.min(MAX_SUBJECTS, (strongest.get(reason) ?? 0) + 1))
      const sum = [...strongest].reduce((total, [reason, count]) => total + weightOf(reason, count), 0)
      const fits = kind === null ? 0 : speaks(best.value, kind) ? KIND_GAIN : -KIND_LOSS
      return { best, weight: sum + fits }
    })
    .sort((a, b) => b.weight - a.weight)
}

function weightOf(reason: string, count: number): number {
  const weight = Object.entries(WEIGHTS).find(([name]) => name === reason)?.[1] ?? 0
  return reason === 'subject' ? weight * count : weight
}

/** 我镇, 本局: the kind of organ that speaks; null where the report says 本单位 or nothing. */
const SELF = /[我本](镇|乡|街道|局|委|办|院|校|县|区|市|州|旗|厅|中心|公司|社|会|所|站|处)(?!域|内|辖|级|人|市场|外)/gu
function speakingKind(lines: readonly Paragraph[]): string | null {
  const kinds = lines.flatMap(({ text }) => [...tidy(text).matchAll(SELF)].map(([, kind = '']) => kind))
  return [...tally(kinds)].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

/** May an organ of this name say 我镇, 我局, 我办? A county's government and its office both say 我县. */
function speaks(name: string, kind: string): boolean {
  if (kind === '办') return /(?:办公室|办公厅|办事处|街道办|办)$/u.test(name)
  if (/^[镇乡县区市州旗]$/u.test(kind) || kind === '街道')
    return name.includes(kind) && !/(?:局|厅|中心|公司|院)$/u.test(name)
  if (kind === '委') return /委(?:员会)?$/u.test(name)
  if (kind === '校') return /[校院学]$/u.test(name)
  return name.endsWith(kind)
}

/** These make a place's full name; in 中山镇政府信息公开 the word government belongs to the subject. */
const GOVERNMENTS = ['人民政府', '街道办事处', '办事处', '政府(?!信息|网|门户)', '管理委员会', '管委会'].map(
  (name) => new RegExp(`^${name}`, 'u'),
)

/** The full names that the text gives a place: 中山镇 → 中山镇人民政府. A name that is full already has none. */
function governmentsOf(place: string, lines: readonly Paragraph[]): readonly Found<string>[] {
  if (isFullName(place)) return []
  const rests = lines.flatMap((paragraph) =>
    tidy(paragraph.text)
      .split(place)
      .slice(1)
      .map((rest) => ({ paragraph, rest })),
  )
  return GOVERNMENTS.flatMap((government) => {
    const at = rests.find(({ rest }) => government.test(rest))
    const full = at && government.exec(at.rest)?.[0]
    return at && full !== undefined ? [foundIn(place + full, at.paragraph)] : []
  })
}

/** 人民政府, 街道办事处 …: what may stand behind the place without making it another one. */
const GENERIC = /(?:人民政府|政府|街道办事处|办事处|街道办|街道|管理委员会|管委会)?(?:办公厅|办公室)?$/u
const GOVERNMENT = /(?:人民政府|政府|街道办事处|办事处|街道办|管理委员会|管委会)$/u

/** The part of a name that tells it from others: 湘潭县花石镇人民政府 → 湘潭县花石镇. */
const stem = (name: string): string => name.replace(GENERIC, '') || name

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

/** Tells the kind of organ that a name ends in, short or long: 市发改委 and 市发展和改革委员会 are both 委. */
function kindOf(name: string): string {
  if (/(?:办公室|办公厅)$/u.test(name)) return '办公室'
  if (/(?:街道办事处|街道办|办事处)$/u.test(name)) return '街道'
  if (/(?:公司|集团)$/u.test(name)) return '公司'
  return name.endsWith('委员会') ? '委' : (name.at(-1) ?? '')
}

/**
 * Is this the same organ, so that evidence for one is evidence for the other? An office is another one than its government.
 */
function isSame(a: string, b: string): boolean {
  return related(a, b) && (kindOf(a) === kindOf(b) || isPlace(a) || isPlace(b))
}

/**
 * Is `other` a longer name of the same organ? A place (花石镇) is completed by the name of its government, a full name by
 * divisions before it (湘潭县 + 花石镇人民政府), a short form by the long one. The office of a government is another organ.
 */
function completes(name: string, other: string): boolean {
  if (other.length <= name.length || !isOrganName(other)) return false
  if (!isFullName(name)) return GOVERNMENT.test(other) && extendsByDivisions(stem(name), stem(other))
  if (other.endsWith(name)) return isDivisions(other.slice(0, -name.length))
  return kindOf(name) === kindOf(other) && (extendsByDivisions(stem(name), stem(other)) || isShortForm(name, other))
}

const extendsByDivisions = (short: string, long: string): boolean =>
  long === short || (long.endsWith(short) && isDivisions(long.slice(0, -short.length)))

/** 湘潭县, 云南省西双版纳傣族自治州: nothing but divisions, so that no verb before a name is taken for a part of it. */
const isDivisions = (text: string): boolean =>
  /^(?:[一-鿿]{1,12}?(?:省|自治区|市|区|县|旗|州|盟|镇|乡|街道))+$/u.test(text) && isPlace(text)

/** 临河市发改委 for 临河市发展和改革委员会: the same division, its characters in order. */
function isShortForm(short: string, long: string): boolean {
  const division = /^.*?[省市县区旗州盟镇乡]/u.exec(short)?.[0] ?? ''
  return division !== '' && long.startsWith(division) && isWithin(stem(short), stem(long)) && !long.endsWith(short)
}
