import areaCodes from './area-codes.json' with { type: 'json' }
import { type Division, type Divisions, LEVELS, type Level } from './divisions.js'
import type { Evidence } from './evidence.js'
import type { Place, PlaceFinder } from './places.js'

/** Evidence that counts for some of the candidates; for none where it speaks of other places. */
export interface Constraint {
  readonly basis: 'longer-name' | 'superior' | 'folder' | 'area-code'
  /** The printed words. */
  readonly words: string
  readonly candidates: ReadonlySet<Division>
}

/** Behind the name of a place: whoever writes so means an authority over it. */
const AUTHORITY =
  /^(?:人民政府|政府(?!采购)|[县区市州]?委(?:[、和办]|区政府|县政府|市政府)|政务(?:公开|服务)|人大常委会)/u
const GOVERNMENT = /^(?:人民)?政府/u
const REACH = 8
/** A line that is no longer than this is a name by itself: a letterhead, a signature, a publisher. */
const NAME_LENGTH = 24

interface Seen {
  readonly evidence: Evidence
  readonly candidates: readonly Division[]
  readonly divisions: Divisions
  readonly finder: PlaceFinder
}

/** All that narrows the candidates down, each kind of evidence and level by itself. */
export function constraintsOf(seen: Seen): readonly Constraint[] {
  const places = soundPlaces(seen.evidence, seen.finder)
  return [...longerNames(seen, places), ...superiors(seen, places), ...folders(seen), ...areas(seen)]
}

const soundPlaces = ({ text }: Evidence, finder: PlaceFinder): readonly Place[] =>
  finder.in(text).filter(({ short, start }) => !short && !isAstray(text, start))

/** Sentences with one of these tell of other places: of visits, partners, letters, disputes, models. */
const ASTRAY =
  /赴|前往|学习(?!贯彻|宣传|领会|落实)|考察|调研|参观|观摩|交流|借鉴|经验|做法|参照|比照|接待|来访|来函|来信|来我|发函|致函|转[办送交]|移送|移交|结对|对口|帮扶|支援|援助|协作|合作|共建|友好|签[订署]|协议|相邻|毗邻|接壤|招商|引进|复议|诉讼|起诉|被告|原告|申请人|原籍|迁/u
const SENTENCE_ENDS = /[。；;！!？?\n]/u

/** Sentences about an authority over the organ have one of these. */
const OVER =
  /按照|根据|依据|依照|落实|贯彻|遵照|执行|领导|部署|要求|指导|安排|网|平台|印发|下发|考核|上级|主管|报送|通知|方案|要点/u

/** The sentence around a position. */
function sentenceAt(text: string, at: number): string {
  let [start, end] = [at, at]
  while (start > 0 && !SENTENCE_ENDS.test(text.charAt(start - 1))) start -= 1
  while (end < text.length && !SENTENCE_ENDS.test(text.charAt(end))) end += 1
  return text.slice(start, end)
}

const isAstray = (text: string, at: number): boolean => ASTRAY.test(sentenceAt(text, at))

/** The candidate's name right behind a place that it lies in: 湘潭县花石镇. */
function longerNames(
  { evidence: { text }, candidates, finder }: Seen,
  places: readonly Place[],
): readonly Constraint[] {
  const found = new Map<string, Set<Division>>()
  for (const candidate of candidates)
    for (const name of new Set(candidate.names.map((span) => span.name)))
      for (const place of places) {
        const isBehind = text.startsWith(name, place.end) && finder.covers(place, candidate)
        const isItself =
          place.chained &&
          place.text === name &&
          place.divisions.includes(candidate) &&
          GOVERNMENT.test(text.slice(place.end))
        if (!isBehind && !isItself) continue
        const words = isBehind ? place.text + name : name
        found.set(words, (found.get(words) ?? new Set()).add(candidate))
      }
  if (found.size === 0) return []
  const all = new Set([...found.values()].flatMap((each) => [...each]))
  return [{ basis: 'longer-name', words: [...found.keys()].join(' '), candidates: all }]
}

/** Authorities above the organ that its text names. */
const superiors = ({ evidence, candidates, finder }: Seen, places: readonly Place[]): readonly Constraint[] =>
  byLevel('superior', authorities(evidence, places), candidates, finder)

const authorities = ({ text }: Evidence, places: readonly Place[]): readonly Place[] =>
  places.filter(({ start, end }) => {
    const sentence = sentenceAt(text, start).trim()
    return AUTHORITY.test(text.slice(end, end + REACH)) && (OVER.test(sentence) || sentence.length <= NAME_LENGTH)
  })

/** Folders and file names that begin with a place. */
const folders = ({ evidence, candidates, finder }: Seen): readonly Constraint[] =>
  byLevel('folder', leadingPlaces(evidence, finder), candidates, finder)

const leadingPlaces = ({ folders: parts }: Evidence, finder: PlaceFinder): readonly Place[] =>
  parts.flatMap((part) => {
    const places = finder.in(part)
    const leading = places.filter((place, index) => place.start === (places[index - 1]?.end ?? 0))
    return leading.filter(({ short, text }) => !short || text === part)
  })

/** The places that a bureau without one in its name may be of, each with the words that name it. */
export function placesNamed(evidence: Evidence, finder: PlaceFinder): ReadonlyMap<Division, readonly string[]> {
  const found = new Map<Division, Set<string>>()
  const add = (basis: Constraint['basis'], places: readonly Place[]): void => {
    for (const { text, divisions } of places)
      for (const each of divisions) found.set(each, (found.get(each) ?? new Set()).add(`${basis}: ${text}`))
  }
  add('superior', authorities(evidence, soundPlaces(evidence, finder)))
  add('folder', leadingPlaces(evidence, finder))
  return new Map([...found].map(([division, words]) => [division, [...words]]))
}

function byLevel(
  basis: 'superior' | 'folder',
  places: readonly Place[],
  candidates: readonly Division[],
  finder: PlaceFinder,
): readonly Constraint[] {
  return LEVELS.flatMap((level): Constraint[] => {
    const own = places.filter(({ divisions }) => divisions.some((each) => each.level === level))
    const above = candidates.filter((each) => isAbove(level, each.level) || basis === 'folder')
    if (own.length === 0 || above.length === 0) return []
    const supported = above.filter((each) => own.some((place) => finder.covers(place, each)))
    const words = [...new Set(own.map(({ text }) => text))].join(' ')
    return [
      { basis, words, candidates: new Set([...supported, ...candidates.filter((each) => !above.includes(each))]) },
    ]
  })
}

const isAbove = (level: Level, other: Level): boolean => LEVELS.indexOf(level) < LEVELS.indexOf(other)

/** Telephone numbers with an area code: 0731-5788, （023）4788. */
const TELEPHONE = /(?<!\d)[(]?(0\d{2,3})[)]?[-—－–\s]?(?=[2-8]\d{6,7}(?!\d))/gu
/** The province of each area code. */
const PROVINCES: ReadonlyMap<string, string> = new Map(
  Object.entries(areaCodes).flatMap(([province, codes]) => codes.split(' ').map((code) => [code, province] as const)),
)

/** Area codes tell the province; what lies nearer is not in the data. */
function areas({ evidence: { text }, candidates, divisions }: Seen): readonly Constraint[] {
  const codes = new Set([...text.matchAll(TELEPHONE)].map(([, code = '']) => code))
  const provinces = new Set([...codes].flatMap((code) => PROVINCES.get(code) ?? []))
  if (provinces.size === 0) return []
  const supported = candidates.filter((each) =>
    [each, ...divisions.above(each)].some(({ level, id }) => level === 'province' && provinces.has(id)),
  )
  return [{ basis: 'area-code', words: [...codes].join(' '), candidates: new Set(supported) }]
}
