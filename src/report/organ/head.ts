import { isOrganName, isPlace, DIVISION, MAX_NAME, SUFFIXES } from './names.js'

/** These go on with a name that could end here: 人民政府 | 办公室, 集团 | 有限公司, 市委 | 办公室. */
const GOES_ON =
  /^(?:办公|办事处|公司|公安|政府(?!信息|网|门户|工作)|人民政府|有限|股份|分公司|分局|支队|大队|中心|机关|街道|管委|管理委|委员会|联合[会社]|党[组委]|党工委|总[局社会]|第[一二三四五六七八九十]{1,2}(?:中学|小学|医院|支队|分局)|共和|建设局|和[一-鿿]{1,12}(?:局|委员会|厅|部)|、)/u
/** The characters that a sentence goes on with behind its subject. */
const FOLLOWS =
  /^(?:$|[，。；：、！？,.;:（(《“”\s\d二在以对将按根依严认高积深切全不持围进贯落推加完坚始着扎共有无未收受办制发编组开召成结通继努充紧立聚断大主及为是从自同向与和均都也现就特此该于又再分明建健强提优创履公抓压统精夯科规细注拓牢稳力学印已每多把本真实传宣配先勇突总经负设信政新调没遵改利密其可的重安探打培应协做广审出如])/u
/** The name of somebody else's site, paper or leadership. */
const OTHERS =
  /^(?:官方)?(?:门户|网|官|公众|微信|微博|政务(?:微|新))|^(?:关于|印发|领导下|领导|要求|文件精神|统一部署|部署|安排|《)|^(?:和|及|、)?(?:国务院|上级)|^的(?!政府信息|信息公开|政务公开)/u

/**
 * These prove that such a word is no part of the name: 在 … 的领导下, 以 … 为. Otherwise it is the name's first character,
 * as in 以勒镇 and 对河口乡.
 */
const PROOFS: readonly (readonly [lead: string, behind: RegExp, others: boolean])[] = [
  [
    '由',
    /^(?:牵头|负责|编制|公开|组织|主办|承办|印发|发布|制作|受理|办理|统一|审|起草|撰写|根据|按照|依据|依照)/u,
    false,
  ],
  [
    '在',
    /^(?:的|统一|正确|坚强|有力|大力|具体|关心|关怀|悉心|精心)*(?:领导|指导|支持|部署|网|门户|官|内|设|召开)|^[^，。；]{0,20}(?:下|中|上|内|里)$/u,
    true,
  ],
  ['以', /^(?:为|的?名义)/u, true],
  ['对', /^(?:的|进行|所|开展|予以|提出|反馈|指出|通报|转)/u, true],
  ['向', /^(?:提|申请|报|反映|递|公开|备案)/u, true],
  ['与', /^(?:联|共同|沟通|签|合作|对接)/u, true],
  ['按', /^(?:的|要求|部署|统一)/u, true],
  ['经', /^(?:同意|批准|审|研究)/u, true],
  ['将', /^(?:的|列入|纳入|作为)/u, true],
  ['从', /^(?:的|获|网)/u, true],
  ['受', /^(?:的|委托|指导|监督|领导)/u, true],
]

/** A name at the head of a text, and whether what follows says that the organ is somebody else than the one that speaks. */
interface HeadName {
  readonly name: string
  readonly rest: string
  readonly others: boolean
}

/**
 * The shortest full name at the head of a text behind which a sentence goes on. `以` of `办公室以提升政府` begins what is said of
 * it, so a name ends at the first place where it may, not at the last.
 */
export function nameAtHead(text: string): HeadName | null {
  const [lead, behind, others] = PROOFS.find(([word]) => text.startsWith(word)) ?? []
  const led = lead === undefined ? null : plainNameAtHead(text.slice(lead.length))
  if (led && behind?.test(led.rest)) return { ...led, others: led.others || others === true }
  const plain = plainNameAtHead(text)
  // 对江州市财政局提出的建议: only a verb that follows no such phrase shows that the word belongs to the name.
  return plain && led?.rest === plain.rest && !OWN_VERB.test(plain.rest) ? { ...plain, others: true } : plain
}

/** How sentences go on behind their subject, and never behind 对…, 在…, 以…. */
const OWN_VERB =
  /^(?:[，,]|$|认真|坚持|高度重视|积极|严格|切实|深入|深化|紧紧|紧扣|始终|贯彻|落实|按照|根据|依照|依据|结合|围绕|不断|全面|扎实|持续|进一步|继续|以|依法|主动|着力|大力|坚决|加强|加大|充分|牢固|牢牢|聚焦|立足|通过|严守|稳步|有序|努力|推进|推动|在|为|编制|编写|现将|将|共|本着|20\d{2}|二〇|主要|及时|强化|优化|完善|健全|创新|规范|提高|提升|做好|统筹|注重|突出)/u

/** The same where the word that leads up to the name is already taken off: 由 | 由旺镇人民政府. */
export function plainNameAtHead(text: string): HeadName | null {
  const limit = text.slice(0, MAX_NAME)
  for (const end of endsOf(limit)) {
    const name = text.slice(0, end)
    const rest = text.slice(end)
    if (GOES_ON.test(rest) || !isOrganName(name) || hasBody(name, rest)) continue
    if (OTHERS.test(rest)) return { name, rest, others: true }
    if (FOLLOWS.test(rest)) return { name, rest, others: false }
  }
  return null
}

/** Every place where some suffix ends, in ascending order. */
function endsOf(text: string): readonly number[] {
  const ends = new Set<number>()
  for (const suffix of SUFFIXES)
    for (let at = text.indexOf(suffix); at >= 0; at = text.indexOf(suffix, at + 1)) ends.add(at + suffix.length)
  return [...ends].sort((a, b) => a - b)
}

/** 中共汶阳市委 | 政法委员会, 汶阳市人民政府 | 国有资产监督管理委员会: a body of theirs, which is the one that is named. */
function hasBody(name: string, rest: string): boolean {
  if (!/(?:委|政府)$/u.test(name)) return false
  const body = /^[一-鿿]{2,14}?(?:委员会|办公室|部|局)/u.exec(rest)?.[0]
  return body !== undefined && isOrganName(name + body) && FOLLOWS.test(rest.slice(body.length))
}

/** The shortest division at the head of a text behind which a sentence goes on: 青林县归流河镇深入推进…; null for none. */
export function placeAtHead(text: string): HeadName | null {
  for (const { index, 0: end } of text.slice(0, MAX_NAME).matchAll(new RegExp(DIVISION, 'gu'))) {
    const name = text.slice(0, index + end.length)
    const rest = text.slice(name.length)
    if (name.length >= MIN_PLACE && isPlace(name) && FOLLOWS.test(rest))
      return { name, rest, others: OTHERS.test(rest) }
  }
  return null
}

/** 全县, 我区: shorter ones are none. */
const MIN_PLACE = 3
