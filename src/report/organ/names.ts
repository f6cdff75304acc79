import { simplified } from '../../vocabulary/characters.js'
import { tidy } from '../text.js'

const wordsIn = (text: string): readonly string[] => text.trim().split(/\s+/u)

/** The full name of an organ ends in one of these; longer ones first where one ends in another. */
export const SUFFIXES = wordsIn(`
  人民政府 政府 街道办事处 街道办 办事处 管理委员会 管委会 委员会 办公厅 办公室 人民检察院 检察院 人民法院 法院 医院
  研究院 设计院 学院 大学 学校 中学 小学 幼儿园 总公司 分公司 公司 集团 银行 协会 联合会 红十字会 总工会 学会 残联
  妇联 工商联 总社 联合社 供销社 合作社 图书馆 博物馆 档案馆 文化馆 科技馆 美术馆 纪念馆 电视台 气象台 广播台 总局
  分局 税务局 海关 支队 大队 总队 中心 管理处 管理站 管理所 管理部 监管局 派出所 收费站 服务站 工作站 团委 党委 工委
  市委 县委 区委 省委 发改委 卫健委 国资委 政法委 编委 文联 科协 局 厅 署 委 部 院 处 所 站 馆
`)
export const ORGAN_SUFFIX = `(?:${SUFFIXES.join('|')})`

/** An administrative division, by its last characters. */
export const DIVISION = '(?:省|市|县|区|旗|州|盟|镇|乡|街道|苏木|农场|林场|新城|兵团)'

/** Words that stand in sentences, headings and menus, and in no name; some are part of names before certain others. */
const FOREIGN = new RegExp(
  wordsIn(`
  认真 做好 提升 提高 高度 重视 坚持 按照 依照 严格 积极 深入 切实 不断 持续 围绕 进一步 贯彻 落实 加强 完善 根据
  要求 通过 结合 关于 有关 上级 指导(?!中心|站) 情况 事项(?!.*[局中心]) 领导(?!小组) 以及 为了 进行 开展
  得到 按时 细化 分解 操作性 依申请 原则 编制(?!委|办|中心) 发布 公布 信息公开(?!办|科|中心) 年度 报告 网站
  门户 欢迎 访问 浏览 网友 联系 首页 当前 位置 来源 今天 星期 打印 关闭 上一篇 下一篇 现将 如下 主动 收到 问题
  改进 总体 目录$ 强化 压实 狠抓 优化(?!营商) 推动 充分 利用 组织(?!部|委|人事|机构) 召开 制定 制作 互动
  交流(?!中心) 修订 下一步 制订 侧栏 导航 栏目 无障碍 长者 分享 收藏 责任编辑 字号 分类 索引 概况 简介 新闻 通知
  公告 文件$ 附件 说明 友情 链接 版权 登录 注册 搜索 的 了(?!墩) 是 我 您 你 请 这
  工作(?!委|办|局|部|站|中心|队) 存在 没有 暂无 其他需要 政务公开(?!办|科|和|局|服务|管理|中心)
`).join('|'),
  'u',
)

/** Longest name: divisions of four levels and the name of a bureau. */
export const MAX_NAME = 44

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
