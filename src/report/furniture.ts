import { groupBy } from '../model/groups.js'
import type { Paragraph } from '../model/block.js'
import { squeeze } from '../vocabulary/labels.js'

/** Page numbers surround a report on a page of paper. */
const PAGE_NUMBER = /^[-—–_~·]*(?:第?\d{1,3}页?(?:[/／,，]?共?\d{1,3}页?)?|[-—–]\d{1,3}[-—–])[-—–_~·]*$/u

/** These surround it on a web page: whole lines, or the beginning of a line. */
const WEB_LINE =
  /^(?:分享(?:文章)?到?|扫一扫|扫码|打印(?:本页|此页|页面)?|关闭(?:窗口|本页|页面)?|字[号体]|【?字[号体]|大中小|收藏|返回(?:顶部|首页|列表)?|上一[篇页条]|下一[篇页条]|相关(?:阅读|链接|文章|附件|信息|文档)|友情链接|网站地图|联系我们|关于我们|设为首页|加入收藏|无障碍|长者(?:模式|版|助手)|关注(?:公众号|我们|微信)|国务院部门网站|(?:其他|地方|省|市|区|县|各)[一-鿿]{0,8}网站|主办(?:单位)?[:：]|承办(?:单位)?[:：]|版权所有|网站标识码|责任编辑|责编|编辑[:：]|浏览(?:次数|量)|阅读(?:次数|量)?[:：]|点击(?:数|量|率)|访问量|当前位置|您?(?:当前|现在)?(?:所在)?(?:的)?位置|首页[>＞»›/]|信息来源[:：]|来源[:：]|文章来源|发布(?:日期|时间|机构|单位)[:：]?|(?:公开|成文|生成|更新)(?:日期|时间)[:：]|索引号|文号[:：]|主题(?:词|分类)|发文(?:机关|日期|字号)|附件下载|技术支持|Copyright|©|.{0,12}ICP备|.{0,6}公网安备|微信公众号$|政务微博$)/iu

/** Characters from a line's head that tell whether it is furniture. */
const FURNITURE_HEAD = 60

/** Lines that say nothing of the report: page numbers and web furniture. */
export function isFurniture(line: string): boolean {
  const text = squeeze(line.slice(0, FURNITURE_HEAD))
  return text === '' || isPageNumber(line) || WEB_LINE.test(text)
}

/** Page numbers alone. */
export function isPageNumber(line: string): boolean {
  return line.length <= FURNITURE_HEAD && PAGE_NUMBER.test(squeeze(line))
}

/** A line that stands on this many pages at the same height is a running head or foot. */
const RUNNING_PAGES = 3
/** Points by which its height may differ from page to page. */
const RUNNING_HEIGHT = 12

/** Longer paragraphs are prose. */
const LONGEST_RUNNING = 120

/**
 * Running heads and feet: the same line at the same height on several pages. The first one is kept: it may be the title.
 */
export function runningHeads(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const byText = groupBy(
    paragraphs.filter(({ boxes, text }) => boxes.length > 0 && text.length <= LONGEST_RUNNING),
    ({ text }) => squeeze(text),
  )
  const running = new Set<Paragraph>()
  for (const same of byText.values()) {
    const top = same[0]?.boxes[0]?.box[1]
    if (top === undefined || same.length < RUNNING_PAGES) continue
    const alike = same.filter((each) => Math.abs((each.boxes[0]?.box[1] ?? -Infinity) - top) <= RUNNING_HEIGHT)
    if (new Set(alike.map((each) => each.boxes[0]?.page)).size < RUNNING_PAGES) continue
    for (const each of alike.slice(1)) running.add(each)
  }
  return running
}
