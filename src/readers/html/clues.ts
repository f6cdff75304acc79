import type { Paragraph } from '../../model/block.js'
import { statutorySection } from '../../vocabulary/sections.js'
import type { FlowItem } from '../markup/flow.js'
import { isReportTitle, isStatutoryTable } from '../statutory.js'

/** These tell the report from the page around it. */

/** A title runs over at most two lines of a page. */
const LONGEST_TITLE = 60

/** Page furniture is short; a longer paragraph is prose whatever words it starts with. */
const LONGEST_FURNITURE = 120

/** A block with more than this share of link text is a menu, a breadcrumb or a list of other pages. */
export const MENU_SHARE = 0.6

/** A statutory table, or a statutory section's heading that is no link: where the report surely is. */
export function isAnchor(item: FlowItem): boolean {
  const known = anchors.get(item)
  if (known !== undefined) return known
  const { block, linkShare } = item
  const found =
    linkShare <= MENU_SHARE &&
    (block.kind === 'table'
      ? isStatutoryTable(block)
      : block.kind === 'paragraph' && statutorySection(block.text) !== null)
  anchors.set(item, found)
  return found
}

/** Comparing with all headings is the dearest step of reading a page, and several steps ask for it. */
const anchors = new WeakMap<FlowItem, boolean>()

/** A line that may be the report's title. */
export function isTitleLike({ block, linkShare }: FlowItem): boolean {
  if (block.kind !== 'paragraph' || linkShare > MENU_SHARE || block.text.length > LONGEST_TITLE) return false
  return isReportTitle(block.text)
}

const FURNITURE_START =
  /^[【[(（\s]*(?:(?:您?(?:现在|当前)?(?:的|所在)?的?位置|当前位置)|(?:网站)?首页|设为首页|加入收藏|收藏本[站页]|无障碍|长者|适老|字[号體体]|打印|关闭|分享|浏览|阅读(?:次数|量|数)?[:：]|点击(?:数|量|次数|率)?[:：]|访问量|(?:信息|文章|稿件)?来源[:：]|发布(?:日期|时间|者|人|机构|单位|部门)?[:：]|(?:公开|成文|生成|发文|更新)(?:日期|时间)[:：]|时间[:：]|日期[:：]|作者[:：]|(?:责任)?编辑[:：]|审核[:：]|索\s*引\s*号|信息(?:分类|名称|索引)[:：]|下载[:：]|扫一?扫|二维码|返回)/u
const FURNITURE_ANYWHERE =
  /字号\s*[:：【[]|[【[]\s*大\s*中\s*小\s*[】\]]|打印(?:本页|此页|】|\])|关闭(?:窗口|本页|】|\])|浏览次数|分享到|扫一扫/u
const END_OF_ARTICLE =
  /^[【[(（\s]*(?:上一[篇条页]|下一[篇条页]|相关(?:链接|文章|信息|稿件|文档|新闻|阅读|附件)|打印|关闭|分享|扫一?扫|责任编辑|编辑[:：]|主办|承办|版权|友情链接|网站(?:地图|声明|标识)|联系我们|关于我们|返回顶部|技术支持|政府信息公开(?:指南|目录|制度)$)|ICP备|公网安备|网站标识码|版权所有|copyright|主办单位|打印本页|关闭窗口|分享到/iu

const isShort = ({ text }: Paragraph): boolean => text.length <= LONGEST_FURNITURE

/** Page furniture: menus, breadcrumbs, font size, print and share buttons, the line with date and source. */
export function isFurniture({ block, linkShare }: FlowItem): boolean {
  if (block.kind === 'picture') return linkShare > MENU_SHARE
  if (linkShare > MENU_SHARE) return true
  return (
    block.kind === 'paragraph' &&
    isShort(block) &&
    (FURNITURE_START.test(block.text) || FURNITURE_ANYWHERE.test(block.text) || END_OF_ARTICLE.test(block.text))
  )
}

/** Tells whether an item stands after an article and never inside of one: neighbours, editor, the site's imprint. */
export function endsArticle({ block }: FlowItem): boolean {
  return block.kind === 'paragraph' && isShort(block) && END_OF_ARTICLE.test(block.text)
}

/** A line that is a date and nothing else, as reports are signed. */
export function isDateLine({ block }: FlowItem): boolean {
  if (block.kind !== 'paragraph' || block.text.length > 24) return false
  return /^(?:\d{4}|[二〇○零一二三四五六七八九０-９]{4})\s*[年./-].{1,8}[日号\d０-９]\s*$/u.test(block.text)
}
