import type { Paragraph } from '../../model/block.js'
import type { Metadata } from '../../model/source.js'
import { simplified } from '../../vocabulary/characters.js'
import { type Found, foundIn, foundOutside } from '../evidence.js'
import { YEAR, tidy } from '../text.js'
import { nameAtHead, plainNameAtHead, placeAtHead } from './head.js'
import { isOrganName, isPlace } from './names.js'

/** Why a name is taken for the organ that publishes the report. */
type Reason =
  | 'signature'
  | 'compiled-by'
  | 'label'
  | 'byline'
  | 'letterhead'
  | 'opening-subject'
  | 'opening-place'
  | 'subject'
  | 'publisher'
  | 'source'
  | 'contact'

/**
 * How much each kind of evidence weighs. The report's own statements decide; a contact or source line is a hint alone,
 * since it names the office in charge or the site.
 */
export const WEIGHTS: Readonly<Record<Reason, number>> = {
  signature: 5,
  'compiled-by': 5,
  label: 5,
  byline: 4,
  letterhead: 3,
  'opening-subject': 3,
  'opening-place': 2.5,
  subject: 1,
  publisher: 1.5,
  source: 0.5,
  contact: 0.5,
}

export interface OrganCandidate {
  readonly reason: Reason
  readonly found: Found<string>
}

export interface OrganSources {
  readonly preamble: readonly Paragraph[]
  /** Paragraphs of the sections. */
  readonly prose: readonly Paragraph[]
  /** The name that closes the report. */
  readonly signed: Found<string> | null
  readonly metadata: Metadata
  /** The lines that are the title. */
  readonly titleLines: ReadonlySet<string>
}

/** Every name that the report, its furniture or its properties give the organ, each with the reason why. */
export function organCandidates(sources: OrganSources): readonly OrganCandidate[] {
  const { preamble, prose, signed, metadata, titleLines } = sources
  const found: OrganCandidate[] = []
  if (signed) found.push({ reason: 'signature', found: signed })
  if (metadata.organ !== undefined && isOrganName(metadata.organ))
    found.push({ reason: 'publisher', found: foundOutside(tidy(metadata.organ), metadata.organ) })
  const titleAt = preamble.findLastIndex(({ text }) => titleLines.has(text))
  preamble.forEach((paragraph, at) => {
    found.push(...inLine(paragraph, Math.abs(at - titleAt) === 1 && titleAt >= 0))
  })
  let opened = false
  for (const paragraph of [...preamble.filter(({ text }) => !titleLines.has(text)), ...prose]) {
    const subjects = inSentences(paragraph, opened)
    opened ||= subjects.some(({ reason }) => reason === 'opening-subject')
    found.push(...subjects)
  }
  return found
}

const SEAL = /[（(](?:盖章|公章|印章|章)[）)]/gu
const LABELLED =
  /(?:^|[\s|｜])(单位名称|报告单位|填报单位|编制单位|编制机关|公开单位|报送单位|制作单位|机关名称|发布机构|发布单位|发文机关|发文单位|公开主体|公开机构|制发机关|发布部门|责任部门|信息来源|文章来源|稿件来源|来源)(?:[（(][^（）()]{1,6}[）)])?[:：]\s*([^\s:：|｜]+)/gu
const OWN_LABEL = /^(?:单位名称|报告单位|填报单位|编制单位|编制机关|报送单位|机关名称)$/u

/** Finds the names in one line before the first section: a name by itself, a letterhead, a labelled name. */
function inLine(paragraph: Paragraph, besideTitle: boolean): readonly OrganCandidate[] {
  const line = tidy(paragraph.text)
    .replace(SEAL, '')
    .replace(/^[（(【](.*)[）)】]$/u, '$1')
  if (isOrganName(line)) return besideTitle ? [{ reason: 'byline', found: foundIn(line, paragraph) }] : []
  const letterhead = /^(.*)文件$/u.exec(line)?.[1]
  if (letterhead !== undefined && isOrganName(letterhead))
    return [{ reason: 'letterhead', found: foundIn(letterhead, paragraph) }]
  return [...paragraph.text.matchAll(LABELLED)].flatMap(([, label = '', value = '']): readonly OrganCandidate[] => {
    const name = tidy(value).replace(/[，。；,;].*$/u, '')
    if (!isOrganName(name)) return []
    const reason = OWN_LABEL.test(label) ? 'label' : label.endsWith('来源') ? 'source' : 'publisher'
    return [{ reason, found: foundIn(name, paragraph) }]
  })
}

/** Adverbials before a subject: 2021年，截至年底，一年来，. They are no part of its name. */
const ADVERBIAL = new RegExp(
  `^(?:截至|截止|自|在|到)?(?:${YEAR}年(?:度)?(?:\\d{1,2}月)?(?:\\d{1,2}日)?(?:以来|期间|来|内|里|中(?![共国央山阳方牟江宁卫])|底|末|上半年|全年|初)?|一年来|过去一年|过去的一年|近年来|本年度|报告期内|年内|全年|今年|本年|同时|此外|另外|目前|其中|一是|二是|三是|首先)[，,、]?`,
  'u',
)
const NUMBERED = /^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,2}[、.．])/u

function withoutAdverbials(clause: string): string {
  let rest = clause.replace(NUMBERED, '')
  for (let next = rest.replace(ADVERBIAL, ''); next !== rest; next = rest.replace(ADVERBIAL, '')) rest = next
  return rest
}

/** A sentence about the organ itself: that it compiles or publishes this report. */
const COMPILES =
  /^(?:现)?(?:(?:根据|按照|依据|依照)[^，。]{0,40}?)?(?:负责|组织|牵头)?(?:编制|编写|撰写|起草|制作|汇总|现将|将|现公布|现发布)/u
/** 由X编制: what somebody else may be said to do with a report is none of these. */
const COMPILED =
  /^(?:[，,]?(?:根据|按照|依据|依照)[^，。]{0,60}?)?(?:负责|组织|牵头)?(?:编制|编写|撰写|起草|制作|汇总)/u
const BY = /(?<=^|报告|年报|[，。；,;:：])(?:系|是)?由/gu
const ANNOUNCED = /(?:现将|现公布|现发布|现向社会公布)/gu
const CONTACT = /(?:请|可)?(?:与|向|联系|致电|咨询)/gu
/** 报告 behind these words is this one. */
const OF_REPORT = new RegExp(
  `^(?:关于)?(?:${YEAR}年?度?|政府信息(?!公开办)|信息公开(?!办|科)|政务公开(?!办|科|中心)|年度)`,
  'u',
)

/** Names that sentences of one paragraph give the organ. */
function inSentences(paragraph: Paragraph, opened: boolean): readonly OrganCandidate[] {
  const printed = tidy(paragraph.text)
  // One character for one: a name stands at the same place in both.
  const text = simplified(printed)
  const found: OrganCandidate[] = []
  const add = (reason: Reason, name: string): void => {
    const at = text.indexOf(name)
    found.push({ reason, found: foundIn(printed.slice(at, at + name.length), paragraph) })
  }
  for (const { index, 0: word } of text.matchAll(BY)) {
    const after = text.slice(index + word.length)
    const head = plainNameAtHead(after) ?? placeAtHead(after)
    if (head && !head.others && COMPILED.test(head.rest)) add('compiled-by', head.name)
  }
  for (const { index, 0: word } of text.matchAll(ANNOUNCED)) {
    const after = text
      .slice(index + word.length)
      .replace(new RegExp(`^${YEAR}年度?`, 'u'), '')
      .replace(/^《/u, '')
    const head = nameBeforeReport(after)
    if (head !== null) add('compiled-by', head)
  }
  for (const { index, 0: word } of text.matchAll(CONTACT)) {
    const head = nameAtHead(text.slice(index + word.length))
    if (
      head &&
      /^(?:政务公开科|信息公开科|[一-鿿]{0,8}科)?(?:[（(][^）)]*[）)])?(?:联系|反映|咨询|，|,|。|$)/u.test(head.rest)
    )
      add('contact', head.name)
  }
  let first = !opened
  for (const sentence of text.split(/[。；！？;!?]/u)) {
    const clauses = sentence.split(/[，,]/u)
    for (const [place, clause] of clauses.entries()) {
      const bare = withoutAdverbials(clause)
      const opens = first && clauses.slice(0, place).every(leadsUp)
      const head = nameAtHead(bare)
      const division = head || !opens ? null : placeAtHead(bare)
      if (division && !division.others) add('opening-place', division.name)
      if (!head || head.others || (head.rest === '' && place === clauses.length - 1)) continue
      if (COMPILES.test(head.rest)) add('compiled-by', head.name)
      else add(opens ? 'opening-subject' : 'subject', head.name)
      first &&= !opens
    }
  }
  return found
}

/** Does a clause only lead up to the subject: 2021年, 为…, 根据…, 在…下? */
const leadsUp = (clause: string): boolean =>
  withoutAdverbials(`${clause}，`) === '' || /^(?:为|根据|按照|依据|依照|在|随着|围绕|以)/u.test(clause)

/** 高寨镇人民政府2021年政府信息公开工作…: the name before the subject, where a report is announced. */
function nameBeforeReport(text: string): string | null {
  for (let end = 3; end <= Math.min(44, text.length); end++) {
    const name = text.slice(0, end)
    if (OF_REPORT.test(text.slice(end)) && (isOrganName(name) || isPlace(name))) return name
  }
  return null
}
