import { simplified } from '../../vocabulary/characters.js'
import { tidy } from '../text.js'
import { DIVISION, FOREIGN, MAX_NAME, ORGAN_SUFFIX } from './words.js'

const ENDS_IN_DIVISION = new RegExp(`${DIVISION}$`, 'u')
const HOLDS_DIVISION = new RegExp(`.${DIVISION}.`, 'u')
/** Names of organs without a division: the state's, the Party's, and institutions. */
const NATIONAL = /^(?:国家|国务院|中国|中共|中央|全国|最高|外交部|[一-鿿]{2,8}部$)/u
const INSTITUTION = /(?:大学|学院|学校|中学|小学|医院|公司|集团|银行|幼儿园|海关|监狱|研究院|管理局)$/u

/** Pronouns and general words that no name begins with. */
const FOREIGN_HEAD =
  /^(?:我|本|各|该|其(?!台)|另|此|上级|全(?:市|县|区|镇|乡|省|局)(?!人民|[一-鿿]*县)|无(?!锡|为|极|棣)|根据|按照|关于|第[一二三四五六七八九十]|[省市县区旗镇乡]级|地方|有关|相关|国务院办公厅$|中华人民共和国$|党中央|党委|党政)/u
/** 市政府, 县委办公室, 区教育局: an organ named only by its kind. Names of districts such as 市中区 are none of these. */
const GENERAL =
  /^(?:省|市|州|县|区|旗|镇|乡|街道)(?:、?(?:省|市|州|县|区|旗|镇|乡|街道))*(?:委|党委|人民政府|政府|政府办|人民政府办公室|政府办公室|委办公室|政务公开办公室|办公室|[^省市县区旗州镇乡]{1,10}(?:局|委员会|中心))$/u

const NAME_CHARACTERS = /^[一-鿿〇○（）()·、“”]+$/u
/** Characters behind the last division: 人力资源和社会保障局 has ten, 城市管理综合行政执法监督管理委员会 seventeen. */
const MAX_LAST_PART = 24

/** 在市政府: words that lead up to a name. 和 is not among them, since 和县 is a county. */
const LEADS = /^[在由对以向按据为从将与及经受把到至]/u

/** Can this be a part of a name: no word of a sentence, of a menu or of a heading stands in it? */
function isPlain(text: string): boolean {
  return NAME_CHARACTERS.test(text) && text.length <= MAX_NAME && !FOREIGN.test(text) && !FOREIGN_HEAD.test(text)
}

/** Is all of a text the full name of one organ, by the form of such names? */
export function isOrganName(line: string): boolean {
  const text = simplified(tidy(line))
  if (text.length < 3 || !isFullName(text) || !isPlain(text) || GENERAL.test(text)) return false
  if (
    LEADS.test(text) &&
    text
      .slice(1)
      .split('、')
      .every((part) => GENERAL.test(part))
  )
    return false
  const known = HOLDS_DIVISION.test(text) || NATIONAL.test(text) || INSTITUTION.test(text)
  const divided = [...text.matchAll(new RegExp(DIVISION, 'gu'))].at(-1)
  const last = divided ? text.length - divided.index : text.length
  return (known || text.length >= 5) && last <= MAX_LAST_PART
}

/** 在全县, 对市: a kind of division, and not which one. */
const GENERAL_PLACE = /^(?:全|各|我|本|该)?[省市县区旗州镇乡]$/u

/** Is it a division alone (青禾县, 湘潭县花石镇), which may stand for its government? */
export function isPlace(line: string): boolean {
  const text = simplified(tidy(line))
  if (/[、委]/u.test(text) || (LEADS.test(text) && GENERAL_PLACE.test(text.slice(1)))) return false
  return text.length >= 2 && ENDS_IN_DIVISION.test(text) && isPlain(text) && !/^[省市县区旗州镇乡]$/u.test(text)
}

/** Does a name end as full names do (花石镇 does not, 花石镇人民政府 does)? */
export function isFullName(name: string): boolean {
  return new RegExp(`${ORGAN_SUFFIX}$`, 'u').test(simplified(name))
}

/** A short name as titles print it: nothing in it is foreign to names, though neither suffix nor division closes it. */
export function isShortName(line: string): boolean {
  const text = simplified(tidy(line))
  return (
    /^[A-Za-z一-鿿〇○（）()·、“”]{2,36}$/u.test(text) &&
    !FOREIGN.test(text) &&
    !FOREIGN_HEAD.test(text) &&
    !GENERAL.test(text)
  )
}
