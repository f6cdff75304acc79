import { tidy } from './text.js'

/** What the full name of an organ ends in. */
export const ORGAN_SUFFIX =
  '(?:人民政府|政府|办公厅|办公室|街道办事处|街道办|办事处|委员会|管委会|总局|分局|海关|厅|局|委|部|署|院|中心|支队|总队|大队|所|站|处|学校|中学|小学|大学|学院|幼儿园|集团|公司|银行|协会|联合会|总社|总会|红十字会|残联|图书馆|博物馆|档案馆|文化馆|电视台|气象台|供销社|合作社)'

const WHOLE_NAME = new RegExp(`^[一-鿿（）()·、“”]{1,36}${ORGAN_SUFFIX}$`, 'u')

/** What no organ's name holds. */
const NO_NAME =
  /[，。；：:;,！？!?《》]|^(?:无|根据|按照|关于|附件|我|本|各|第)|信息公开|报告|事项|情况|工作$|网站|友情|链接/u

/** Is all of a line the full name of an organ? */
export function isOrganName(line: string): boolean {
  const text = tidy(line)
  return text.length >= 3 && text.length <= 40 && WHOLE_NAME.test(text) && !NO_NAME.test(text)
}

/** Does a name end as full names do (花石镇 does not, 花石镇人民政府 does)? */
export function isFullName(name: string): boolean {
  return new RegExp(`${ORGAN_SUFFIX}$`, 'u').test(name)
}
