import { DocumentError } from '../../model/problem.js'
import { collapse } from '../markup/text.js'
import { plainText } from '../markup/inline.js'
import type { FlowItem } from '../markup/flow.js'
import { descendants, type MarkupElement } from '../markup/element.js'
import { isReportTitle } from '../statutory.js'
import { isAnchor } from './clues.js'

/** A page with more text of its own than this is no mere link to a report, and no error page. */
const LONGEST_LANDING_PAGE = 1500
const LONGEST_ERROR_PAGE = 1000

/** Smaller pictures are no scans of a table. */
const SCAN_BYTES = 20_000

/** How much of an error page is quoted. */
const QUOTE_CHARACTERS = 80

const DOCUMENT_FILE = /\.(?:pdf|docx?|wps|ofd|rtf|xlsx?|zip|rar|7z)(?:$|[?#&])/i

/** Sure signs, enough in a page's title; the weaker ones need a page with hardly any other text. */
const ERROR_TITLE =
  /^\s*(?:error\s*)?(?:40\d|41\d|50\d)\b|not found|forbidden|bad gateway|unavailable|access denied|页面不存在|找不到|无法访问|访问被拒绝|出错|错误页?/iu
const ERROR_TEXT =
  /\b(?:40[0-9]|50[0-9])\b|not found|forbidden|bad gateway|service unavailable|gateway time-?out|access denied|(?:页面|网页|文件|内容|信息|资源)(?:已|被)?(?:不存在|未找到|删除|丢失)|找不到|无法访问|访问(?:被拒绝|受限|过于频繁|异常)|拦截|防火墙|安全(?:验证|狗|防护)|请(?:先)?登录|用户登录|验证码|系统(?:繁忙|错误|维护)|出错了|没有权限|未授权|enable javascript|checking your browser/iu

const FRAMES = new Set(['frame', 'iframe'])
const PLACES = new Set(['div', 'main', 'section', 'article'])

/** This many garbled characters are no accident. */
const MIN_GARBLED = 8
const LATIN_FOR_CHINESE =
  /[\u00e3-\u00e9\u00ef][\u0080-\u00bf\u0152-\u0178\u0192-\u02dc\u2013-\u2122]{2}|[\u00b0-\u00f7][\u00a1-\u00fe](?=[\u00b0-\u00f7][\u00a1-\u00fe])/gu
const GBK_FOR_UTF8 = /鏀垮簻|淇℃伅|鍏紑|锟斤拷锟斤拷/u

/** Codes of Chinese characters, and this many are no sample of a programming language. */
const SHOWN_CODES =
  /\\u[4-9][\da-f]{3}|&#(?:[23]\d{4}|4[0-2]\d{3}|x[4-9][\da-f]{3});|%E[4-9]%[89AB][\dA-F]%[89AB][\dA-F]/giu
const MIN_CODES = 50

/** Question marks side by side, and the share of a page's text that nobody asks. */
const LOST = /\?{2,}/gu
const LOST_SHARE = 0.5

interface Link {
  readonly address: string
  readonly text: string
}

/** Throws if the page holds no report but says where it is, or only that something went wrong. */
export function refuseOtherPages(root: MarkupElement, items: readonly FlowItem[]): void {
  if (items.some(isAnchor)) return
  const own = items.reduce((sum, { block, linkShare }) => sum + ownCharacters(block, linkShare), 0)
  const title = textOf(root, 'title')
  if (isDoublyEncoded(title + blockTexts(items))) throw new DocumentError('doubly-encoded')
  const text = items.map(({ block }) => (block.kind === 'paragraph' ? block.text : '')).join(' ')
  const tiny = own <= LONGEST_ERROR_PAGE
  if (tiny && ERROR_TITLE.test(title)) throw new DocumentError('error-page', { text: quote(title) })
  if (own <= LONGEST_LANDING_PAGE) {
    const link = reportLink(root, items.some(isPastedScan))
    if (link !== null) throw new DocumentError('report-is-attachment', { link })
  }
  const error = tiny ? ERROR_TEXT.exec(text) : null
  if (error)
    throw new DocumentError('error-page', { text: quote(text.slice(Math.max(0, error.index - QUOTE_CHARACTERS / 2))) })
  if (tiny && isReportTitle(title) && isLoadedLater(root)) throw new DocumentError('page-elsewhere')
}

/** Tells whether the page has next to no text, and a place into which a browser puts more. */
function isLoadedLater(root: MarkupElement): boolean {
  return descendants(root, FRAMES).length > 0 || descendants(root, PLACES).some(isEmptyPlace)
}

/** An element with a name of its own and nothing in it. */
const isEmptyPlace = (element: MarkupElement): boolean =>
  element.attributes.has('id') && collapse(plainText(element)) === ''

const blockTexts = (items: readonly FlowItem[]): string =>
  items
    .map(({ block }) =>
      block.kind === 'paragraph'
        ? block.text
        : block.kind === 'table'
          ? block.cells.map(({ text }) => text).join('')
          : '',
    )
    .join('')

/**
 * UTF-8 that was read as Latin-1 or as GBK and saved again, GBK that was read as Latin-1 (政府, 信息, 公开), characters
 * that are shown as their codes, and those in whose place a program that had none for them put question marks.
 */
const isDoublyEncoded = (text: string): boolean =>
  (text.match(LATIN_FOR_CHINESE) ?? []).length >= MIN_GARBLED ||
  GBK_FOR_UTF8.test(text) ||
  (text.match(SHOWN_CODES) ?? []).length >= MIN_CODES ||
  (text.match(LOST) ?? []).join('').length > text.length * LOST_SHARE

function ownCharacters(block: FlowItem['block'], linkShare: number): number {
  if (block.kind === 'picture') return 0
  const length =
    block.kind === 'paragraph' ? block.text.length : block.cells.reduce((sum, { text }) => sum + text.length, 0)
  return Math.round(length * (1 - linkShare))
}

const quote = (text: string): string => collapse(text).slice(0, QUOTE_CHARACTERS)

function textOf(root: MarkupElement, name: string): string {
  const [element] = descendants(root, new Set([name]))
  return element ? collapse(plainText(element)) : ''
}

/** A picture of this size in the page itself may be the report, pasted as scans. */
function isPastedScan({ block }: FlowItem): boolean {
  return block.kind === 'picture' && (block.bytes?.length ?? 0) >= SCAN_BYTES
}

/**
 * The address of the file that the page hands out as the report: named so, else the first document that it links to, else
 * a page called so, unless this one is `pictured`: then it may be last year's.
 */
function reportLink(root: MarkupElement, pictured: boolean): string | null {
  const links = linksOf(root)
  const files = links.filter(({ address }) => DOCUMENT_FILE.test(address))
  const named = files.find(({ address, text }) => /年报|报告/u.test(text + decoded(address)))
  const page = pictured ? undefined : links.find(({ text }) => /\d{4}/u.test(text) && isReportTitle(text))
  return (named ?? files[0] ?? page)?.address ?? null
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

function linksOf(root: MarkupElement): readonly Link[] {
  const base = descendants(root, new Set(['base']))[0]?.attributes.get('href')
  return descendants(root, new Set(['a', 'iframe', 'embed', 'object', 'frame'])).flatMap((element) => {
    const raw = ['href', 'src', 'data'].flatMap((name) => element.attributes.get(name) ?? [])[0]?.trim()
    if (raw === undefined || raw === '' || /^(?:#|javascript:|mailto:|about:)/i.test(raw)) return []
    return [
      {
        address: resolved(raw, base),
        text: collapse(element.attributes.get('title') ?? '') + collapse(plainText(element)),
      },
    ]
  })
}

function resolved(address: string, base: string | undefined): string {
  try {
    return base === undefined ? address : new URL(address, base).href
  } catch {
    return address
  }
}
