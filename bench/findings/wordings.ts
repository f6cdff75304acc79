/**
 * Sentences of reports about a quantity of their tables. Slots: {n} a number, {y} the year reported on, {p} the year before, {s}
 * the year after, {o} how the organ calls itself. Written before the rules that read them.
 */

export type Quantity =
  | 'received'
  | 'answered'
  | 'carried-over'
  | 'carried-forward'
  | 'granted'
  | 'granted-in-part'
  | 'refused'
  | 'issued'
  | 'repealed'
  | 'in-force'
  | 'reconsideration'
  | 'litigation'
  | 'fees'

export interface Wording {
  readonly quantity: Quantity
  readonly text: string
}

const of = (quantity: Quantity, ...texts: readonly string[]): readonly Wording[] =>
  texts.map((text) => ({ quantity, text }))

/** Surely about the very quantity: with another number than the table's they contradict it. */
export const PLAIN: readonly Wording[] = [
  ...of(
    'received',
    '{y}年，{o}共收到政府信息公开申请{n}件。',
    '全年共受理依申请公开{n}件，均按时答复。',
    '本年度新收政府信息公开申请{n}件。',
    '{y}年度{o}收到公民、法人和其他组织提出的信息公开申请{n}件，比上年增加3件。',
    '（二）依申请公开情况。今年以来，{o}收到依申请公开政府信息申请共计{n}件，内容涉及征地拆迁、社会保障等方面。',
    '依申请公开方面，全年收到申请{n}件，全部在法定期限内办结。',
    '{y}年{o}接到政府信息公开申请{n}份。',
    '政府信息公开申请共收到{n}件，无逾期答复情况。',
    '{y}年，{o}未收到政府信息公开申请。',
    '全年没有收到公民、法人或者其他组织的政府信息公开申请。',
    '本年度无依申请公开事项。',
  ),
  ...of(
    'answered',
    '全年收到政府信息公开申请{received}件，办结{n}件。',
    '{y}年，{o}共收到信息公开申请{received}件，已答复{n}件。',
    '{o}全年共办理答复政府信息公开申请{n}件。',
    '依申请公开工作规范有序，{y}年共办结政府信息公开申请{n}件，答复率100%。',
  ),
  ...of(
    'carried-over',
    '{y}年新收政府信息公开申请{received}件，上年结转{n}件。',
    '上年度结转政府信息公开申请{n}件，均已办结。',
    '共收到申请{received}件（另有上年结转{n}件），政府信息公开申请办理有序。',
  ),
  ...of(
    'carried-forward',
    '全年收到政府信息公开申请{received}件，结转下年度继续办理{n}件。',
    '{y}年共收到信息公开申请{received}件，办结{answered}件，结转下一年度{n}件。',
    '政府信息公开申请结转{s}年继续办理{n}件。',
  ),
  ...of(
    'granted',
    '收到政府信息公开申请{received}件，其中予以公开{n}件。',
    '全年办结政府信息公开申请{answered}件，其中：予以公开{n}件，部分公开{granted-in-part}件。',
  ),
  ...of('granted-in-part', '全年办结政府信息公开申请{answered}件，其中予以公开{granted}件，部分公开{n}件。'),
  ...of('refused', '共收到信息公开申请{received}件，予以公开{granted}件，不予公开{n}件。'),
  ...of(
    'issued',
    '{y}年，{o}制发行政规范性文件{n}件。',
    '全年共制定行政规范性文件{n}件，均在门户网站公开。',
    '本年度{o}印发规范性文件{n}份，废止{repealed}份。',
    '{y}年{o}未制发行政规范性文件。',
  ),
  ...of('repealed', '本年度制发行政规范性文件{issued}件，废止{n}件。', '{y}年废止行政规范性文件{n}件。'),
  ...of('in-force', '截至{y}年底，{o}现行有效行政规范性文件{n}件。', '全年制发规范性文件{issued}件，现行有效{n}件。'),
  ...of(
    'reconsideration',
    '{y}年因政府信息公开被申请行政复议{n}件。',
    '政府信息公开行政复议{n}件，行政诉讼{litigation}件。',
    '全年因政府信息公开工作引发行政复议案件{n}起。',
    '未发生因政府信息公开被申请行政复议的情况。',
  ),
  ...of(
    'litigation',
    '{y}年因政府信息公开引发的行政复议{reconsideration}件、行政诉讼{n}件。',
    '因政府信息公开被提起行政诉讼{n}件。',
    '全年无因政府信息公开被提起行政诉讼的情况。',
  ),
  ...of(
    'fees',
    '{y}年，行政事业性收费{n}万元。',
    '本年度{o}行政事业性收费金额为{n}万元。',
    '全年收取行政事业性收费{n}万元。',
  ),
]

/** About something else: whatever number stands in them, the table does not contradict it. */
export const NEAR: readonly Wording[] = [
  ...of(
    'received',
    '{p}年，{o}共收到政府信息公开申请{n}件。',
    '上年度共收到政府信息公开申请{n}件。',
    '收到政府信息公开申请较上年增加{n}件。',
    '与去年相比，依申请公开申请量减少{n}件。',
    '其中，自然人申请{n}件，法人或其他组织申请{n}件。',
    '其中通过网络渠道收到政府信息公开申请{n}件，当面申请{n}件。',
    '自条例实施以来，累计收到政府信息公开申请{n}件。',
    '全市各部门共收到政府信息公开申请{n}件。',
    '各科室、下属单位收到信息公开申请{n}件。',
    '指导县教育局办理政府信息公开申请{n}件。',
    '上半年收到政府信息公开申请{n}件。',
    '收到政府信息公开申请近{n}件。',
    '收到政府信息公开申请{n}余件。',
    '收到政府信息公开申请约{n}件。',
    '政府信息公开申请答复率{n}%。',
    '全年受理行政许可申请{n}件。',
    '受理低保申请{n}件，临时救助申请{n}件。',
    '办理群众信访事项{n}件，回复网民留言{n}条。',
    '主动公开政府信息{n}条。',
    '未收到要求公开第三方信息的政府信息公开申请。',
    '{p}年、{y}年分别收到政府信息公开申请{n}件、{n}件。',
    '预计{s}年收到政府信息公开申请{n}件。',
    '举办政府信息公开申请办理培训{n}次，培训{n}人次。',
    '收到政府信息公开申请{n}人次。',
    '收到政府信息公开申请12-{n}件。',
    '开展政府信息公开申请办理案卷评查{n}件。',
  ),
  ...of(
    'answered',
    '办结12345热线工单{n}件，按期办结率100%。',
    '答复人大代表建议、政协委员提案{n}件。',
    '其中按时办结率为{n}%。',
    '今年以来，答复群众咨询{n}件，依申请公开渠道畅通。',
    '办理转办的政府信息公开申请{n}件。',
  ),
  ...of('carried-over', '{p}年度政府信息公开申请有{n}件结转本年，涉及上年结转的信访积案{n}件。'),
  ...of('carried-forward', '重大项目结转下年度{n}个。', '上年度结转资金{n}万元。'),
  ...of('granted', '予以公开的财政预决算信息{n}条。', '其中县民政局予以公开{n}件。'),
  ...of(
    'issued',
    '印发各类文件{n}件。',
    '公开规范性文件{n}件，解读规范性文件{n}件。',
    '清理历年规范性文件{n}件。',
    '{p}年制发行政规范性文件{n}件。',
    '累计制定行政规范性文件{n}件。',
    '转发上级规范性文件{n}件。',
    '审查各乡镇报备的规范性文件{n}件。',
    '计划{s}年制发行政规范性文件{n}件。',
    '制定政策文件{n}件，其中涉企{n}件。',
  ),
  ...of(
    'reconsideration',
    '办理行政复议案件{n}件。',
    '司法所参与行政复议、行政诉讼案件{n}件。',
    '上年因政府信息公开被申请行政复议{n}件。',
    '因政府信息公开被申请行政复议较上年减少{n}件。',
  ),
  ...of('litigation', '行政机关负责人出庭应诉行政诉讼{n}件。', '其中复议后起诉的上年案件{n}件。'),
  ...of(
    'fees',
    '减免行政事业性收费{n}万元。',
    '{o}未收取信息处理费。',
    '{p}年行政事业性收费{n}万元。',
    '公开行政事业性收费目录{n}项。',
    '行政事业性收费下降{n}%。',
    '收取信息处理费{n}元。',
  ),
]
