/** Names of divisions as the bureau of statistics prints them, brought to one form. */

/** Lists of before 2019 write 街道办事处, 街道办 or 办事处 where later ones write 街道. */
export const registered = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/街道办(?:事处)?$/u, '街道')
    .replace(/地区办事处$/u, '地区')
    .replace(/(?<!街道|地区)办事处$/u, '街道')

const RANK =
  /(?:各族|满族|回族|蒙古族|壮族|苗族|瑶族|侗族|土家族|彝族|藏族|畲族|朝鲜族|白族|傣族|布依族|水族|黎族|哈尼族|傈僳族|纳西族|羌族|仡佬族)*(?:自治县|自治州|自治旗|民族镇|民族乡|特区|林区|街道|地区|镇|乡|县|区|市|旗|盟|苏木)$/u

/** The part of a name that stays when a place changes its rank: 洪泽县 and 洪泽区, 沙市镇 and 沙市街道. */
export function stemOf(name: string): string {
  const stem = registered(name).replace(RANK, '')
  return stem.length < 2 ? registered(name) : stem
}
