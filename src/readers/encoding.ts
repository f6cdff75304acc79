import { analyse } from 'chardet'

/** Text decoded from bytes, and the name of the encoding that it was decoded with. */
interface Decoded {
  readonly text: string
  readonly encoding: string
}

/** Bytes looked at to judge an encoding; more tells nothing new. */
const SAMPLE_BYTES = 64 * 1024

/** Share of the commonest characters among the characters beyond ASCII: real Chinese prose and tables have 0.3 to 0.7. */
const CHINESE_SHARE = 0.2

/** From this number of valid multi-byte sequences on, a text is UTF-8 whatever a header says (联通 in GBK is valid by chance). */
const SURE_UTF8_SEQUENCES = 6

/** The commonest characters of reports and of Chinese prose in both scripts: wrong decodings hardly ever give them. */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经' +
    '十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形' +
    '相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展' +
    '五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回' +
    '则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速' +
    '花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越' +
    '府息开申请政规章复诉讼费镇县市省局办事处罚许可答获依据项予' +
    '這個國時來們會為發過說產種後對動學經應開還與關務條現實體數處內無從機兩當點業規費鎮縣區報據項號覆訴訟許請資訊頁' +
    '，。、（）：；“”《》　％－—',
)

const BOMS: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
]

/** gb2312 and gbk are read as their superset; an unknown label gives null. */
function known(label: string): string | null {
  const name = label.trim().toLowerCase()
  if (/^(?:gb_?2312(?:-80)?|gbk|gb18030|x-gbk|chinese|cp936|ms936|windows-936|euc-cn)$/.test(name)) return 'gb18030'
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** How much a text looks like Chinese: the share of common characters among those beyond ASCII; null if there are none. */
function chineseShare(text: string): number | null {
  let beyond = 0
  let common = 0
  for (const char of text.slice(0, SAMPLE_BYTES)) {
    if (char < '\u0080') continue
    beyond += 1
    if (COMMON.has(char)) common += 1
  }
  return beyond === 0 ? null : common / beyond
}

/** UTF-16 without a BOM: every second byte of ASCII is zero, and Chinese reads as Chinese in one byte order only. */
function unmarkedUtf16(bytes: Uint8Array): Decoded | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let zeros = 0
  for (const byte of sample) if (byte === 0) zeros += 1
  if (zeros === 0) return null
  for (const encoding of ['utf-16le', 'utf-16be']) {
    const text = decodeStrictly(bytes, encoding)
    if (text === null) continue
    let plausible = 0
    let seen = 0
    for (const char of text.slice(0, SAMPLE_BYTES)) {
      seen += 1
      if (/[\t\n\r\u0020-\u007e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/u.test(char)) plausible += 1
    }
    // Two ASCII bytes read as one CJK character now and then, so a single stray character must not decide.
    if (plausible / seen > 0.9) return { text, encoding }
  }
  return null
}

function countMultibyte(text: string): number {
  let count = 0
  for (const char of text.slice(0, SAMPLE_BYTES)) if (char >= '\u0080') count += 1
  return count
}

/** Where every decoding has faults: the one with the fewest replacement characters for its length. */
function decodeLeniently(bytes: Uint8Array, encodings: readonly string[]): Decoded {
  let best: (Decoded & { score: number }) | null = null
  for (const encoding of encodings) {
    const text = new TextDecoder(encoding).decode(bytes)
    const sample = text.slice(0, SAMPLE_BYTES)
    const faults = sample.split('\ufffd').length - 1
    const score = (chineseShare(sample) ?? 0) - (2 * faults) / Math.max(1, sample.length)
    if (best === null || score > best.score) best = { text, encoding, score }
  }
  return best ?? { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8' }
}

/**
 * Bytes to text. A byte order mark decides; then what the bytes themselves can be (strict UTF-8, UTF-16 by its zeros);
 * then the declared encoding if the bytes are valid in it and do not read as Chinese in another; then detection.
 * A declaration (HTTP header, <meta>) is often wrong, so it is never trusted against the bytes.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded {
  for (const [encoding, mark] of BOMS)
    if (mark.every((byte, index) => bytes[index] === byte)) {
      const text = new TextDecoder(encoding).decode(bytes.subarray(mark.length))
      return { text, encoding }
    }
  const utf16 = unmarkedUtf16(bytes)
  if (utf16) return utf16
  const label = declared === null ? null : known(declared)
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null && (label === null || label === 'utf-8')) return { text: utf8, encoding: 'utf-8' }
  if (utf8 !== null && label?.startsWith('utf-16')) return { text: utf8, encoding: 'utf-8' }
  if (utf8 !== null) {
    const multibyte = countMultibyte(utf8)
    if (multibyte === 0 || multibyte >= SURE_UTF8_SEQUENCES) return { text: utf8, encoding: 'utf-8' }
  }
  return decodeLegacy(bytes, label, utf8)
}

function decodeLegacy(bytes: Uint8Array, label: string | null, utf8: string | null): Decoded {
  const decoded = (encodings: readonly string[]): readonly (Decoded & { readonly share: number })[] =>
    encodings.flatMap((encoding) => {
      if (encoding.startsWith('utf-16')) return []
      const text = encoding === 'utf-8' ? utf8 : decodeStrictly(bytes, encoding)
      return text === null ? [] : [{ text, encoding, share: chineseShare(text) ?? 0 }]
    })
  const usual = [...new Set([...(label === null ? [] : [label]), 'gb18030', 'big5'])]
  const valid = decoded(usual)
  const declared = valid.find(({ encoding }) => encoding === label)
  if (declared && declared.share >= CHINESE_SHARE) return { text: declared.text, encoding: declared.encoding }
  const chinese = [...valid].sort((a, b) => b.share - a.share)[0]
  if (chinese && chinese.share >= CHINESE_SHARE) return { text: chinese.text, encoding: chinese.encoding }
  // Detection takes longer than reading, and few pages need it.
  const detected = analyse(bytes.subarray(0, SAMPLE_BYTES)).flatMap(({ name }) => known(name) ?? [])
  const others = decoded([...new Set(detected)].filter((encoding) => !usual.includes(encoding)))
  const foreign = [...others].sort((a, b) => b.share - a.share)[0]
  if (foreign && foreign.share >= CHINESE_SHARE) return { text: foreign.text, encoding: foreign.encoding }
  const lenient = decodeLeniently(bytes, [...new Set([...(label === null ? [] : [label]), 'utf-8', 'gb18030', 'big5'])])
  if ((chineseShare(lenient.text) ?? 0) >= CHINESE_SHARE) return lenient
  const all = [...valid, ...others]
  const other = declared ?? all.find(({ encoding }) => encoding === detected[0]) ?? all[0]
  return other ? { text: other.text, encoding: other.encoding } : lenient
}
