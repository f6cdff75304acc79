import { remember } from '../../vocabulary/remember.js'

/** Radicals that have no decomposition in Unicode, each with the character that it is the picture of. */
const RADICALS: ReadonlyMap<string, string> = new Map(
  (
    '⺁厂 ⺇几 ⺌小 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺛旡 ⺝月 ⺟母 ⺠民 ⺫目 ⺬示 ⺮竹 ⺯糸 ⺰纟 ⺳网 ⺶羊 ⺷羊 ⺸羊 ⺻聿 ⺼月 ⻁虎 ⻂衤 ⻃西 ' +
    '⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕阜 ⻖阜 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟食 ⻠饣 ' +
    '⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻳龟'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
)

/** Kangxi radicals, radicals supplement, compatibility ideographs. */
const LOOKALIKE = /[\u2e80-\u2fdf\uf900-\ufaff]/u

/**
 * The characters that a glyph shows: fonts that draw 一, 民 and 行 with the glyph of a radical say so in their map, and
 * then 人⺠政府 is not 人民政府, though nobody could see it. Only such look-alikes are folded; all else stays as printed.
 */
export function shownText(text: string): string {
  if (!LOOKALIKE.test(text)) return text
  return Array.from(text, (char) =>
    LOOKALIKE.test(char) ? (RADICALS.get(char) ?? char.normalize('NFKC')) : char,
  ).join('')
}

/** Private use, control, unassigned and lone surrogate code points, and the replacement character: they say nothing. */
const MEANINGLESS = /[\p{Co}\p{Cc}\p{Cn}\p{Cs}\ufffd]/u

/** Characters of Chinese reports. Others are too rare to be there on purpose in any number. */
const EXPECTED =
  /^[\p{sc=Han}\x20-\x7e\u2000-\u2bff\u3000-\u30ff\u3105-\u312f\u31c0-\u31ef\u3200-\u33ff\ufe30-\ufe4f\uff00-\uffef\u00a0\u00a7-\u00a9\u00ae-\u00b7\u00bb\u00d7\u00f7\u0391-\u03c9]+$/u
/** Han characters outside of the blocks that ordinary fonts and typists use. */
const RARE_HAN = /[\u3400-\u4dbf\u{20000}-\u{3ffff}]/u

/** Characters that make up about half of any Chinese text, and more of the statutory forms and their prose. */
const COMMON = new Set(
  Array.from(
    '的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起' +
      '还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声' +
      '全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产' +
      '府息信申请数量处收结总计项条规章范性件制废止现效许可决罚强费万元单位自然法律服务构组织社会益科研企商其他度办予开部分公属国家秘密' +
      '查询执案卷掌握提供重复获取逾期补正要求确认诉讼议复维持纠审未经接起后存在问题改报告事项五六七八九',
  ),
)

/** Facts of a glyph's text, whatever page it stands on. */
export interface CharacterFacts {
  /** A character that a Chinese report would hardly print, or one that says nothing. */
  readonly strange: boolean
  /** An ASCII character that is narrow in every font but a full-width one. */
  readonly narrow: boolean
  readonly han: boolean
  readonly common: boolean
}

export const characterFacts = remember((text: string): CharacterFacts => ({
  strange: text === '' || MEANINGLESS.test(text) || !EXPECTED.test(text) || RARE_HAN.test(text),
  narrow: /^[!-?A-LN-VX-Z[-~]$/.test(text) && text !== '%' && text !== '&',
  han: /^\p{sc=Han}$/u.test(text),
  common: COMMON.has(text),
}))
