import type { Table } from '../../model/block.js'
import type { Metadata } from '../../model/source.js'
import { collapse } from '../markup/text.js'
import { plainText } from '../markup/inline.js'
import { descendants, type MarkupElement } from '../markup/element.js'
import type { FlowItem } from '../markup/flow.js'
import { isReportTitle } from '../statutory.js'
import { isAnchor } from './clues.js'

/** The names of facts in a page's table or line; the first of a list is the most trustworthy. */
const NAMES = {
  title: ['信息名称', '文件名称', '信息标题', '公开标题', '标题', '名称'],
  organ: [
    '发布机构',
    '发文机关',
    '发文机构',
    '发布单位',
    '发布部门',
    '公开机构',
    '公开单位',
    '公开主体',
    '制发机关',
    '制作机关',
    '责任部门',
  ],
  published: ['公开日期', '发布日期', '发布时间', '公开时间', '发文日期', '生成日期', '成文日期', '日期', '时间'],
  source: ['信息来源', '文章来源', '稿件来源', '来源'],
  other: [
    '索引号',
    '信息索引号',
    '文号',
    '发文字号',
    '主题词',
    '主题分类',
    '信息分类',
    '分类',
    '公开方式',
    '公开范围',
    '有效性',
    '作者',
    '编辑',
    '责任编辑',
    '字号',
    '字体',
    '字体大小',
    '浏览次数',
    '浏览量',
    '阅读次数',
    '点击数',
    '点击量',
    '访问量',
    '打印',
    '分享',
    '关键词',
    '内容概述',
    '公开时限',
    '公开形式',
    '体裁分类',
    '组配分类',
    '服务对象分类',
  ],
} as const

type Kind = keyof typeof NAMES
const KINDS: readonly Kind[] = ['title', 'organ', 'published', 'source', 'other']

interface Fact {
  readonly kind: Kind
  /** Place in its list of names: lower is more trustworthy. */
  readonly rank: number
  readonly value: string
}

interface Name {
  readonly kind: Kind
  readonly rank: number
}

const BY_NAME: ReadonlyMap<string, Name> = new Map(
  KINDS.flatMap((kind) => NAMES[kind].map((name, rank) => [name, { kind, rank }] as const)),
)

/** Names may be spaced out (名 称), bracketed (【来源】) and are followed by a colon. */
const NAME_PATTERN = new RegExp(
  `(?<=^|[\\s【\\[|｜（(])(${[...BY_NAME.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => Array.from(name).join('\\s*'))
    .join('|')})\\s*[】\\]]?\\s*[:：]\\s*`,
  'gu',
)

/** Lines of facts are short; a paragraph of prose is not searched. */
const LONGEST_LINE = 400

const DATE = /(?:19|20)\d{2}\s*(?:[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}|年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)/u
const ORGAN_END =
  /(?:政府|办公厅|办公室|委员会|委|局|厅|院|署|中心|办事处|管理处|支队|大队|公司|学校|集团|社|站|所|部)$/u
const NO_ORGAN = /本站|本网|原创|互联网|网络|https?:|www\./iu

/** Title, organ and date of publication as the page's facts and <meta> elements give them. */
export function metadataOf(root: MarkupElement, items: readonly FlowItem[]): Metadata {
  const facts = items.flatMap((item, index) => (isAnchor(item) ? [] : factsOf(item, items[index + 1])))
  const best = (kind: Kind, accept: (value: string) => string | null): string | null => {
    const found = facts
      .filter((fact) => fact.kind === kind)
      .flatMap((fact) => {
        const value = accept(fact.value)
        return value === null ? [] : [{ value, rank: fact.rank }]
      })
      .sort((a, b) => a.rank - b.rank)
    return found[0]?.value ?? null
  }
  const meta = metaElements(root)
  const title = accepted(meta.get('articletitle'), titleIn) ?? best('title', titleIn) ?? pageTitle(root)
  const organ = best('organ', organIn) ?? accepted(meta.get('contentsource'), sourceIn) ?? best('source', sourceIn)
  const published =
    best('published', dateIn) ?? accepted(meta.get('pubdate'), dateIn) ?? accepted(meta.get('publishdate'), dateIn)
  return {
    ...(title === null ? {} : { title }),
    ...(organ === null ? {} : { organ }),
    ...(published === null ? {} : { published }),
  }
}

const accepted = (value: string | undefined, accept: (value: string) => string | null): string | null =>
  value === undefined ? null : accept(value)

const titleIn = (value: string): string | null => (isReportTitle(value) ? value : null)
const dateIn = (value: string): string | null => DATE.exec(value)?.[0] ?? null
const organIn = (value: string): string | null =>
  /^[\p{Script=Han}（）()·、\s]{2,40}$/u.test(value) && !NO_ORGAN.test(value) ? value : null
const sourceIn = (value: string): string | null => (organIn(value) !== null && ORGAN_END.test(value) ? value : null)

function factsOf({ block }: FlowItem, next: FlowItem | undefined): readonly Fact[] {
  if (block.kind === 'table') return factsOfTable(block)
  if (block.kind !== 'paragraph') return []
  const facts = factsOfLine(block.text)
  const last = facts.at(-1)
  // A value may stand in an element of its own behind its name.
  if (last?.value !== '' || next?.block.kind !== 'paragraph') return facts
  return [...facts.slice(0, -1), { ...last, value: next.block.text }]
}

function nameOf(text: string): Name | undefined {
  return BY_NAME.get(text.replace(/[\s:：【】[\]]+/gu, ''))
}

function factsOfTable(table: Table): readonly Fact[] {
  return table.cells.flatMap((cell, index) => {
    const name = nameOf(cell.text)
    if (!name) return factsOfLine(cell.text)
    // Cells are sorted by row and column: the one behind it is the next.
    const value = table.cells[index + 1]
    return value?.row === cell.row ? [{ ...name, value: value.text }] : []
  })
}

function factsOfLine(text: string): readonly Fact[] {
  if (text.length > LONGEST_LINE) return []
  const matches = [...text.matchAll(NAME_PATTERN)]
  return matches.flatMap((match, index) => {
    const name = nameOf(match[1] ?? '')
    if (!name) return []
    const end = matches[index + 1]?.index ?? text.length
    const value = text.slice(match.index + match[0].length, end).replace(/[\s【[|｜]+$/u, '')
    return [{ ...name, value }]
  })
}

function metaElements(root: MarkupElement): ReadonlyMap<string, string> {
  return new Map(
    descendants(root, new Set(['meta'])).flatMap(({ attributes }) => {
      const name = attributes.get('name') ?? attributes.get('property')
      const content = collapse(attributes.get('content') ?? '')
      return name === undefined || content === '' ? [] : [[name.toLowerCase(), content] as const]
    }),
  )
}

/** The <title> up to the names of column and site behind it; only if it names a report. */
function pageTitle(root: MarkupElement): string | null {
  const [element] = descendants(root, new Set(['title']))
  const text = element ? collapse(plainText(element)) : ''
  const parts = text.split(/\s*[_|｜]\s*|\s+[-–—]+\s+|-(?=[^-]*(?:网|门户|政府)$)/u)
  return parts.find(isReportTitle) ?? null
}
