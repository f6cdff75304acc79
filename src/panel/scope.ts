/** A report holds the organ's own numbers, those of all organs of its area, or does not say which. */
export const REPORT_SCOPES = ['own', 'whole', 'unstated'] as const
type ReportScope = (typeof REPORT_SCOPES)[number]

const WHOLE = [
  /本(?:年度)?报告[^。\n]{0,40}(?:涵盖|包括|包含|汇总)[^。\n]{0,40}(?:各|所属|下属|下级|全[省市县区州])[^。\n]{0,20}(?:部门|单位|乡镇|镇|街道|机关)/u,
  /(?:数据|情况)[^。\n]{0,20}(?:涵盖|包括|包含|汇总)[^。\n]{0,20}(?:全[省市县区州]|各乡镇|各镇|各街道|各部门|所属单位|下属单位)/u,
  /汇总(?:了)?(?:全[省市县区州]|各(?:乡镇|镇|街道|部门|级))[^。\n]{0,40}(?:编制|形成|数据)/u,
]
const OWN = [
  /(?:仅|只)(?:包括|包含|含|统计|反映)[^。\n]{0,10}本(?:机关|级|单位)/u,
  /不(?:包括|包含|含)[^。\n]{0,20}(?:下属|所属|下级|乡镇|街道|部门)/u,
]

/** Only what the text says counts; where it says both, nothing is plain. */
export function scopeOf(text: string): ReportScope {
  const [whole, own] = [WHOLE, OWN].map((patterns) => patterns.some((pattern) => pattern.test(text)))
  if (whole === own) return 'unstated'
  return whole ? 'whole' : 'own'
}
