import { COUNT, UNIT } from './numbers.js'

/**
 * Words that may stand in a clause ahead of a quantity: the time, the organ, and words that change nothing. Any other word may
 * make it another quantity (单日最多, 近三年, 一位申请人), and then the clause is passed over.
 */

const TIME = [
  String.raw`(?:在|自|从)?(?:20\d{2}年)?1月1日起?(?:至|到|-|—|~)+(?:20\d{2}年)?12月31日止?(?:期间)?`,
  String.raw`截[至止](?:到)?(?:20\d{2}年)?(?:12月31日|12月底|年?[底末])`,
  String.raw`(?:在)?20\d{2}年(?:度|全年|[底末]|以来|内)*`,
  ...[
    '目前',
    '当前',
    '今年以来',
    '本年度?内?',
    '本报告年度',
    '全年度?',
    '年内',
    '今年',
    '当年',
    '年度内',
    '一年来',
    '期间',
  ],
]
const MANNER = [
  ...[
    '总?共',
    '一共',
    '合计',
    '共计',
    '依法',
    '依规',
    '依照条例',
    '按照条例规定',
    '按规定',
    '严格按规定',
    '规范',
    '及时',
    '认真',
  ],
  ...['妥善', '积极', '有序', '高效', '稳妥', '严格', '切实', '通过(?:多种|各种|不同)(?:途径|渠道|方式)'],
  ...[
    '收到',
    '受理',
    '办理',
    '新',
    '已',
    '均',
    '并',
    '也',
    '还',
    '其中',
    '另有',
    '另',
    '以及',
    '从',
    '由',
    '的',
    '、',
    '和',
    '及',
    '同时',
  ],
  ...[
    '目前',
    '现',
    '收取',
    '主动',
    '按程序',
    '[我本全][省市县区州旗盟]',
    '扎实',
    '进一步',
    '我们',
    '共有',
    '有',
    '为',
    '累计',
  ],
]
/** Subjects of reviews and suits, and others in the same list. */
const ABOUT = [
  ...[
    '因',
    '涉及',
    '涉',
    '针对',
    '有关',
    '关于',
    '就',
    '(?:在)?政府信息公开',
    '信息公开',
    '工作',
    '申请',
    '答复',
    '事项',
    '类',
    '方面',
    '相关',
    '中',
  ],
  ...['被', '引发', '引起', '提起', '产生', '发生', '而', '行政'],
]
/** Other quantities of the same list: 行政复议2件、. */
const OTHERS = [
  String.raw`(?:行政复议|行政诉讼)(?:案件)?(?:的)?(?:为|共)?${COUNT.replace('?<n>', '?:')}${UNIT}`,
  String.raw`(?:制发|制定|废止)(?:行政)?规范性文件(?:共)?${COUNT.replace('?<n>', '?:')}${UNIT}`,
  String.raw`${'(?:新收|上年结转|办结|予以公开|部分公开|不予公开)'}(?:申请)?${COUNT.replace('?<n>', '?:')}${UNIT}`,
]

const LEAD = new RegExp(`^(?:${[...TIME, ...OTHERS, ...MANNER, ...ABOUT].join('|')})*$`, 'u')

/** @param lead the clause up to the words, without the organ’s own name */
export const changesNothing = (lead: string): boolean => LEAD.test(lead)

const TOPIC = [
  '办理结果',
  '依申请公开',
  '政府信息公开申请',
  '政府信息公开',
  '信息公开',
  '申请',
  '受理',
  '办理',
  '工作',
  '情况',
  '方面',
  '过程中',
  '中',
  '上',
  '在',
]
const NARROWING = /(?:期间|时|后|前|之?外|的|类|领域|方面|中|上|下|里|以来)$/u
const OF_TOPIC = new RegExp(`^(?:${[...TIME, ...TOPIC].join('|')})*$`, 'u')

/** Whether the clause before narrows down what the next one tells: 春节期间, 征地拆迁方面. */
export const narrows = (clause: string): boolean => NARROWING.test(clause) && !OF_TOPIC.test(clause)
