import type { Words } from '../../vocabulary/equations.js'
import { AMOUNT, COUNT, FILL, UNIT } from './numbers.js'

/** The quantities of the tables that prose speaks of, and the words in which it surely speaks of them. */

export interface Quantity {
  readonly id: string
  readonly name: Words
  /**
   * Sums of codes that the words may well mean, the most likely one first: 受理 12 件 may count what was carried over, too. The
   * text contradicts the table only where it agrees with none.
   */
  readonly means: readonly (readonly string[])[]
  /** With the named group `n`. */
  readonly says: readonly RegExp[]
  /** The words say that there were none. */
  readonly none: readonly RegExp[]
  /** The sentence up to the words, or its paragraph for `topic`, must say this. */
  readonly within?: RegExp
  readonly topic?: RegExp
  /** Words in the sentence up to the number with which it is something else. */
  readonly not?: RegExp
  /** Words in the clause alone with which it is something else. */
  readonly notHere?: RegExp
}

const MAKERS =
  '(?:公民(?:、?法人(?:和|或|或者|及|以及|、)其他组织)?(?:提出|提交)?的?|社会公众(?:提出|提交)?的?|群众(?:提出|提交)?的?)?'
const APPLICATION = String.raw`(?:各类|书面|有效)?${MAKERS}(?:政府信息依申请公开(?:申请)?|依申请公开(?:政府)?(?:信息)?的?(?:申请|事项|办件|件)?|(?:政府|政务)?信息公开的?申请(?:事项|件)?|公开政府信息的?申请|申请公开(?:政府)?信息|政务公开申请)`
const RECEIVE = '(?:收到并?(?:受理|办理)?|接收|受理|接到|新收|新增)了?的?'

const words = (zh: string, en: string): Words => ({ zh, en })
const pattern = (text: string): RegExp => new RegExp(text, 'u')

/** Not about applications for information. */
const OTHER_WORK =
  /热线|工单|留言|咨询|信访|来信|来访|来电|建议|提案|投诉|举报|诉求|网民|信箱|舆情|许可|低保|救助|补贴/u
const PARTS =
  /其中|渠道|网络|网上|线上|当面|现场|信函|邮寄|邮件|传真|电话|自然人|商业|科研|涉及|关于|要求|平台|窗口|重复|撤回|撤销|逾期|延期|超期|补正|当场|按期|按时|如期|及时率|率/u
const TOPIC = /信息公开申请|依申请公开|公开政府信息的?申请/u

const all = (...rows: readonly string[]): readonly string[] => rows.map((row) => `a_${row}_all`)
const REFUSED = all(
  ...['refused_state_secret', 'refused_by_law', 'refused_security', 'refused_third_party'],
  ...['refused_internal', 'refused_process', 'refused_enforcement', 'refused_enquiry'],
)
const UNPROCESSED = all(
  ...['unprocessed_complaint', 'unprocessed_duplicate', 'unprocessed_publication'],
  ...['unprocessed_repetitive', 'unprocessed_reconfirm'],
)
const UNAVAILABLE = all('unavailable_not_held', 'unavailable_must_create', 'unavailable_unclear')
const NEW = all('received_new')
const OVER = all('received_carried_over')
const RESULTS = all('results_total')
const FORWARD = all('carried_forward')

/** A row of the results: 予以公开 5 件. */
const result = (id: string, name: Words, means: Quantity['means'], word: string): Quantity => ({
  ...{ id, name, means, none: [] },
  says: [pattern(String.raw`(?:^|、|^其中)(?:依法|决定)?${word}的?${FILL}${COUNT}${UNIT}`)],
  within: TOPIC,
  not: OTHER_WORK,
})

const REVIEWED = /信息公开/u
const OUTCOMES = /维持|纠正|败诉|胜诉|撤销|违法|结果|追究|参与|代理|应诉|出庭|新增|其中|指导|尚未/u

export const QUANTITIES: readonly Quantity[] = [
  {
    id: 'received',
    name: words('收到的申请', 'applications received'),
    means: [NEW, [...NEW, ...OVER]],
    says: [
      pattern(`${RECEIVE}${APPLICATION}${FILL}${COUNT}${UNIT}`),
      pattern(`${APPLICATION}(?:共|总共|全年|本年度?|新)*${RECEIVE}(?:申请)?${FILL}${COUNT}${UNIT}`),
      pattern(`${RECEIVE}(?:政府信息)?申请${FILL}${COUNT}${UNIT}`),
      pattern(`${APPLICATION}(?:总数|总量|总件数)${FILL}${COUNT}${UNIT}`),
    ],
    none: [
      pattern(`(?:未|没有|无|从未)(?:曾)?(?:收到|接到|受理|接收|新收|新增)(?:过|任何)?${APPLICATION}(?:的?情况)?$`),
      pattern(`无(?:任何)?(?:依申请公开|政府信息公开申请|信息公开申请)(?:政府信息)?(?:的?(?:申请|事项|情况|件))?$`),
    ],
    topic: TOPIC,
    not: /热线|工单|留言|咨询|信访|建议|提案|投诉|举报|许可申请|低保|救助|补贴/u,
    notHere: PARTS,
  },
  {
    id: 'answered',
    name: words('办结（答复）的申请', 'applications answered'),
    means: [RESULTS],
    says: [
      pattern(`(?:办理答复|办理并答复|办理完毕|答复办结|办结|答复)了?(?:${APPLICATION}|申请)?${FILL}${COUNT}${UNIT}`),
      pattern(`${APPLICATION}(?:共|全年|已|均|本年度?)*(?:办结|答复)了?${FILL}${COUNT}${UNIT}`),
    ],
    none: [],
    within: TOPIC,
    not: OTHER_WORK,
    notHere: PARTS,
  },
  {
    // 办理 may count what came in, what was answered, or both with what was carried.
    id: 'handled',
    name: words('办理的申请', 'applications handled'),
    means: [RESULTS, NEW, [...NEW, ...OVER], [...RESULTS, ...FORWARD]],
    says: [pattern(`办理${APPLICATION}${FILL}${COUNT}${UNIT}`)],
    none: [],
    not: OTHER_WORK,
    notHere: PARTS,
  },
  {
    id: 'carried-over',
    name: words('上年结转的申请', 'applications carried over'),
    means: [OVER],
    says: [
      pattern(
        String.raw`(?:上年|上一年|去年)度?(?:的)?结转(?:至?(?:本|今)年度?)?的?(?:${APPLICATION}|申请)?${FILL}${COUNT}${UNIT}`,
      ),
    ],
    none: [],
    topic: TOPIC,
    not: OTHER_WORK,
  },
  {
    id: 'carried-forward',
    name: words('结转下年度的申请', 'applications carried forward'),
    means: [FORWARD],
    says: [
      pattern(
        String.raw`结转(?:至|到|入)?(?:下一?年|次年|\d{4}年)度?(?:继续)?(?:办理|处理)?的?(?:${APPLICATION}|申请)?${FILL}${COUNT}${UNIT}`,
      ),
      pattern(String.raw`${COUNT}${UNIT}(?:${APPLICATION}|申请)?结转(?:至|到|入)?(?:下一?年|次年)`),
    ],
    none: [],
    topic: TOPIC,
    not: OTHER_WORK,
  },
  result(
    'granted',
    words('予以公开的申请', 'applications granted'),
    [all('granted'), all('granted', 'granted_in_part')],
    '予以公开',
  ),
  result(
    'granted-in-part',
    words('部分公开的申请', 'applications granted in part'),
    [all('granted_in_part')],
    '部分公开',
  ),
  result('refused', words('不予公开的申请', 'applications refused'), [REFUSED], '不予公开'),
  result('unavailable', words('无法提供的申请', 'applications without information'), [UNAVAILABLE], '无法提供'),
  result('unprocessed', words('不予处理的申请', 'applications not processed'), [UNPROCESSED], '不予处理'),
  {
    id: 'issued',
    name: words('制发的规范性文件', 'normative documents issued'),
    means: [['p_normative_docs_issued'], ['p_normative_docs_created']],
    says: [
      pattern(
        `(?:制发|制定(?:并|和)?(?:出台|印发|下发|发布|公布)?|印发|出台)了?(?:行政)?规范性文件${FILL}${COUNT}${UNIT}`,
      ),
    ],
    none: [pattern(`(?:未|没有|无)(?:制发|制定|印发|出台)(?:过|任何)?(?:行政)?规范性文件$`)],
    not: /审查|审核|转发|解读|清理|起草|备案|报备|代拟|修订|修改|其中|以市|以县|以区|以省/u,
  },
  {
    id: 'repealed',
    name: words('废止的规范性文件', 'normative documents repealed'),
    means: [['p_normative_docs_repealed']],
    says: [pattern(`废止了?(?:行政)?(?:规范性文件)?${FILL}${COUNT}${UNIT}`)],
    none: [],
    within: /规范性文件/u,
    not: /规章|审查|建议|拟|失效/u,
  },
  {
    id: 'in-force',
    name: words('现行有效的规范性文件', 'normative documents in force'),
    means: [['p_normative_docs_in_force']],
    says: [
      pattern(`现行有效的?(?:行政)?(?:规范性文件)?${FILL}${COUNT}${UNIT}`),
      pattern(`(?:行政)?规范性文件现行有效${FILL}${COUNT}${UNIT}`),
    ],
    none: [],
    within: /规范性文件/u,
    not: /规章|其中/u,
  },
  {
    id: 'reconsideration',
    name: words('政府信息公开行政复议', 'reconsiderations'),
    means: [['r_reconsideration_total']],
    says: [
      pattern(`行政复议(?:案件|申请)?(?:、|和|及)行政诉讼(?:案件)?(?:均为|各|各为)${COUNT}${UNIT}`),
      pattern(`行政复议(?:案件|申请)?${FILL}${COUNT}${UNIT}`),
    ],
    none: [pattern(`(?:未发生|未出现|没有|无|未有)(?:发生|出现)?[^,]{0,24}?行政复议[^,]*$`)],
    within: REVIEWED,
    not: OUTCOMES,
  },
  {
    id: 'litigation',
    name: words('政府信息公开行政诉讼', 'lawsuits'),
    means: [
      ['r_litigation_direct_total', 'r_litigation_after_total'],
      ['r_litigation_direct_total'],
      ['r_litigation_after_total'],
    ],
    says: [
      pattern(`行政复议(?:案件|申请)?(?:、|和|及)行政诉讼(?:案件)?(?:均为|各|各为)${COUNT}${UNIT}`),
      pattern(`行政诉讼(?:案件)?${FILL}${COUNT}${UNIT}`),
    ],
    none: [pattern(`(?:未发生|未出现|没有|无|未有)(?:发生|出现)?[^,]{0,32}?行政诉讼[^,]*$`)],
    within: REVIEWED,
    not: OUTCOMES,
  },
  {
    id: 'fees',
    name: words('行政事业性收费金额', 'fees'),
    means: [['p_fees_amount']],
    says: [pattern(`行政事业性收费${FILL}${AMOUNT}`)],
    none: [pattern(`(?:未收取|没有收取|没有|无)行政事业性收费$`)],
    not: /减免|目录|清单|项目|免征|取消|停征|标准|让利|信息处理费|其中|应收|欠/u,
  },
]
