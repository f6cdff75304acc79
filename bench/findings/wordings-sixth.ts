import type { Quantity, Wording } from './wordings.js'

/** A sixth set of sentences: nobody looked at what it found while the rules were mended. It gives the last figures. */

const of = (quantity: Quantity, ...texts: readonly string[]): readonly Wording[] =>
  texts.map((text) => ({ quantity, text }))

export const SIXTH_PLAIN: readonly Wording[] = [
  ...of(
    'received',
    '{y}年度{o}共收到政府信息公开申请{n}件，与上年持平。',
    '{o}严格执行条例，全年共受理政府信息公开申请{n}件。',
    '截至{y}年12月31日，{o}共收到政府信息公开申请{n}件。',
    '（二）依申请公开。全年共收到依申请公开政府信息{n}件。',
    '{y}年新收到政府信息公开申请{n}件，均为自然人申请。',
    '{y}年，{o}未收到任何政府信息公开申请。',
    '{y}年本机关收到政府信息公开申请{n}件。',
  ),
  ...of('answered', '{y}年，{o}共答复政府信息公开申请{n}件。', '全年共办结依申请公开事项{n}件。'),
  ...of('carried-over', '上年度结转政府信息公开申请{n}件，本年新收{received}件。'),
  ...of('carried-forward', '办结政府信息公开申请{answered}件，结转下年度{n}件。'),
  ...of('granted', '已办结政府信息公开申请{answered}件，其中，予以公开{n}件。'),
  ...of('granted-in-part', '办结政府信息公开申请{answered}件，部分公开{n}件。'),
  ...of('issued', '{y}年，{o}制定并公开行政规范性文件{n}件。', '{y}年共出台规范性文件{n}件。'),
  ...of('repealed', '{y}年，{o}共废止规范性文件{n}件。'),
  ...of('in-force', '现行有效行政规范性文件共{n}件。'),
  ...of('reconsideration', '{y}年，因政府信息公开被申请行政复议{n}件。', '{y}年没有因政府信息公开引发的行政复议。'),
  ...of('litigation', '{y}年，因政府信息公开被提起行政诉讼{n}起。'),
  ...of('fees', '{y}年行政事业性收费{n}万元。'),
]

export const SIXTH_NEAR: readonly Wording[] = [
  ...of(
    'received',
    '各镇街共收到政府信息公开申请{n}件。',
    '较上年多收到政府信息公开申请{n}件。',
    '{p}年全年收到政府信息公开申请{n}件，{y}年有所下降。',
    '以信函形式收到政府信息公开申请{n}件。',
    '同类政府信息公开申请{n}件合并办理。',
    '上级机关转来政府信息公开申请{n}件。',
    '收到政府信息公开申请近{n}件。',
    '二季度以来收到政府信息公开申请{n}件。',
    '收到企业政府信息公开申请{n}件。',
    '收到不属于{o}职责的政府信息公开申请{n}件。',
    '开展政府信息公开申请办理培训{n}场。',
  ),
  ...of('answered', '协助答复政府信息公开申请{n}件。', '提前答复政府信息公开申请{n}件。'),
  ...of('carried-over', '上年结转信访事项{n}件。'),
  ...of('granted', '依职权予以公开{n}件。'),
  ...of('issued', '备案行政规范性文件{n}件。', '修订行政规范性文件{n}件。', '转发上级行政规范性文件{n}件。'),
  ...of('in-force', '上级现行有效行政规范性文件{n}件。'),
  ...of('reconsideration', '土地征收行政复议{n}件。', '行政复议调解{n}件。'),
  ...of('litigation', '行政诉讼一审{n}件，均与政府信息公开无关。'),
  ...of('fees', '涉企行政事业性收费减少{n}万元。'),
]
