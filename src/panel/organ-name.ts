import bureaus from './bureaus.json' with { type: 'json' }
import { type Division, type DivisionName, type Divisions, LEVELS } from './divisions.js'
import type { Place, PlaceFinder } from './places.js'

/** A name tells the kind of its organ. */
export const ORGAN_KINDS = ['government', 'subdistrict-office', 'bureau', 'unknown'] as const
type OrganKind = (typeof ORGAN_KINDS)[number]

/** An organ's name, taken apart. */
export interface OrganName {
  /** As printed, without white space. */
  readonly printed: string
  readonly kind: OrganKind
  /** The divisions that the name may mean: of a bureau, those that it belongs to. */
  readonly divisions: readonly Division[]
  /** The name holds places above the division: 湘潭县花石镇. */
  readonly qualified: boolean
  /** A bureau's name behind its place, written out: 教育局. */
  readonly body: string | null
  /** The level that the name itself tells: 花石镇. */
  readonly level: Division['level'] | null
  /** The name of its place ends so: 县教育局. */
  readonly placeWord: string | null
  /** A place that the registry does not hold. */
  readonly unregistered: boolean
  /** The name joins several organs: 教育局、体育局. */
  readonly joined: boolean
}

const foldedName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s“”"《》·,，.。:：]+/gu, '')
    // 文化旅游局(文物局) is one organ with two name plates.
    .replace(/(?<=.)\([^()]*\)$/u, '')
    .replace(/^(?:中国共产党|中共)/u, '')

/** Leagues and prefectures are governed by 行政公署. */
const GOVERNMENT = /^(?:人民政府|政府|行政公署|行署)?$/u
const OFFICE = /^(?:街道)?(?:人民政府)?(?:办事处|街道办|办)$/u
const TOWNSHIP = /(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|街道办事处|办)?$/u
const BODY = /(?:局|厅|委|会|办|室|署|队|院|中心|站|处|所|公司|学校|大学|医院|协会|部|社|校)$/u
/** 县教育局 is of a place whose name ends so: 市 may be a city or a city of a county’s rank. */
const PLACE_WORD = /^(?:自治[区州县旗]|[省市州盟县区旗])/u

/** A branch's or an institution's name holds a place's or a proper name, of which 和 is a part: 公安局仁和分局. */
const PROPER = /分局|支队|大队|[所站校院园馆路街]/u

/** Bureaus write their names in short, and 和 comes and goes. */
export function writtenOut(body: string): string {
  const full: Readonly<Record<string, string | undefined>> = bureaus
  const long = full[body] ?? body
  return PROPER.test(long) ? long : long.replaceAll(/[和与、]/gu, '')
}

/**
 * Takes an organ's name apart: the places that it begins with, then what kind of organ it is.
 * @param year of the report: names that held in other years do not count, where others do
 */
export function organName(name: string, year: number | null, divisions: Divisions, finder: PlaceFinder): OrganName {
  const printed = foldedName(name)
  const base = {
    printed,
    qualified: false,
    body: null,
    level: null,
    placeWord: null,
    unregistered: false,
    joined: JOINED.test(printed),
  } as const
  const whole = TOWNSHIP.test(printed) && !BODY.test(printed.replace(/(?:办事处|街道办|办)$/u, ''))
  const places = finder.inName(whole ? asTownship(printed) : printed, whole)
  const leading: Place[] = []
  for (const place of places) {
    const last = leading.at(-1)
    if (place.start !== (last?.end ?? 0) || (last && !place.chained)) break
    leading.push(place)
  }
  const deepest = leading.at(-1)
  if (!deepest) return { ...base, ...withoutPlace(printed, whole) }
  const rest = (whole ? asTownship(printed) : printed).slice(deepest.end)
  const found = inYear(deepest.divisions, deepest.text, year, divisions)
  const qualified = leading.length > 1
  if (GOVERNMENT.test(rest) && !deepest.short) {
    const isOffice = deepest.text.endsWith('街道')
    const kind = isOffice ? 'subdistrict-office' : 'government'
    const [one] = found
    return { ...base, kind, divisions: found, qualified, level: one ? one.level : null }
  }
  if (OFFICE.test(rest) && deepest.text.endsWith('街道'))
    return { ...base, kind: 'subdistrict-office', divisions: found, qualified, level: 'township' }
  if (whole)
    return {
      ...base,
      kind: kindOfTownship(printed),
      divisions: found,
      qualified: true,
      level: 'township',
      unregistered: true,
    }
  return {
    ...{ ...base, kind: 'bureau', divisions: found, qualified, body: writtenOut(rest) },
    level: levelIn(found),
    // 湘潭教育局 may be of the city or of the county.
    unregistered: deepest.short || holdsPlace(rest) || finder.townshipAt(printed, deepest),
  }
}

const asTownship = (printed: string): string =>
  printed.replace(/(街道)(?:办事处|办)$/u, '$1').replace(/街道街道$/u, '街道')

const kindOfTownship = (printed: string): OrganKind => (printed.includes('街道') ? 'subdistrict-office' : 'government')

function withoutPlace(
  printed: string,
  isTownship: boolean,
): Partial<OrganName> & Pick<OrganName, 'kind' | 'divisions' | 'unregistered'> {
  if (isTownship) return { kind: kindOfTownship(printed), divisions: [], level: 'township', unregistered: true }
  if (!BODY.test(printed)) return { kind: 'unknown', divisions: [], unregistered: true }
  const [placeWord = null] = PLACE_WORD.exec(printed) ?? []
  const body = writtenOut(printed.slice(placeWord?.length ?? 0))
  return { kind: 'bureau', divisions: [], body, placeWord, unregistered: false }
}

/** 教育局、体育局; 财政局和审计局. */
const JOINED =
  /(?:局|厅|委|委员会|办公室|中心|政府|镇|乡|街道|队|所|站)[、和及与/].*(?:局|厅|委|会|室|中心|政府|镇|乡|街道|队|所|站)$/u
/** Words of a bureau's name that end as places do. */
const NO_PLACE =
  /(?<=^|[和与及]|房)(?:城乡|乡村|乡镇|镇村|村镇|城镇)|城市|都市|市场|市政|市容|市民|社区|地区|区域|区划|县域|[省市县区]级|[市县区旗州]委|保护区|名胜区|风景区|景区|灌区|林区|牧区|库区|城区|片区/gu
/** A zone, a town or a district ahead of what is its bureau: 高新区教育局, 梅花镇财政所. */
const PLACE =
  /(?:开发|高新|经开|新|园|度假|试验|示范|保税|合作)区|.(?:[县区市旗州盟镇乡]|街道|苏木|农场|林场|兵团|[师团](?!范|体|员|委))/u

/** Does what follows the place begin with another one, which the registry lacks there? */
const holdsPlace = (rest: string): boolean => PLACE.test(rest.replace(NO_PLACE, '＿'))

const levelIn = (found: readonly Division[]): Division['level'] | null =>
  LEVELS.find((level) => found.length > 0 && found.every((each) => each.level === level)) ?? null

/** Lists are made within the year, reports after it: a name counts from a year before to a year after. */
const SLACK = 1

function inYear(
  found: readonly Division[],
  name: string,
  year: number | null,
  divisions: Divisions,
): readonly Division[] {
  if (year === null) return found
  const then = divisions.listYear(year)
  const counts = (span: DivisionName): boolean =>
    (span.name === name || name.length < span.name.length) && span.from - SLACK <= then && span.to + SLACK >= then
  const held = found.filter(({ names }) => names.some(counts))
  return held.length > 0 ? held : found
}
