import type { Grid } from './grid.js'
import { labelOf, likenessTo, formLabel } from './likeness.js'

/** Labels of the statistics tables that reports printed before the form of 2019. */
const OLDER = [
  '统计指标',
  '主动公开政府信息数',
  '主动公开情况',
  '制发规范性文件总数',
  '通过不同渠道和方式公开政府信息的情况',
  '政府网站公开政府信息数',
  '政府公报公开政府信息数',
  '政务微博公开政府信息数',
  '政务微信公开政府信息数',
  '回应解读情况',
  '依申请公开情况',
  '收到申请数',
  '收到信息公开申请数',
  '当面申请数',
  '信函申请数',
  '网络申请数',
  '申请办结数',
  '申请答复数',
  '依申请公开信息目录数',
  '行政复议数量',
  '行政诉讼数量',
  '维持具体行政行为数',
  '被依法纠错数',
  '举报投诉数量',
  '依申请公开信息收取的费用',
  '机构建设和保障经费情况',
  '政府信息公开工作专门机构数',
].map((label) => formLabel(label, [label]))

const ALIKE = 0.8
/** This many different labels of the older statistics make a table one of theirs. */
const ENOUGH = 3

/** Whether tables that are none of the statutory ones look like those of a report before 2019. */
export function looksOlder(grids: readonly Grid[]): boolean {
  const found = new Set<string>()
  for (const { table } of grids)
    for (const { text } of table.cells) {
      const length = labelOf(text).core.length
      if (length < 4 || length > 30) continue
      for (const label of OLDER) if (likenessTo(text, label) >= ALIKE) found.add(label.key)
    }
  return found.size >= ENOUGH
}
