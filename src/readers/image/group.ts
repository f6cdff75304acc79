import { addTo } from '../../model/groups.js'
import { problem, type Problem } from '../../model/problem.js'

/** A picture's name taken apart: which page it says it is, and what it shares with the other pages of its document. */
interface PageName {
  readonly page: number
  /** The name without its page number, folded: the same for all pages of a document. */
  readonly document: string
  /** Without the dot, folded: jpeg is jpg. */
  readonly extension: string
}

/** Reports have tens of pages; a higher number is a year, a date, or a camera's counter. */
const MAX_PAGES = 999

/** The share of pages that must be there: 1, 2, 4 lacks one, but 3, 17, 240 are no pages of one document. */
const PRESENT_SHARE = 0.5

/** More missing pages than these say nothing more. */
const MAX_TOLD = 10

const NUMERALS = '〇一二三四五六七八九'

/** `第3页`, `第三页`, `第 3 张`. */
const CHINESE_PAGE = /第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*[页頁张張]/

/** The end of a name: `x-1`, `x_01`, `x (2)`, `x[2]`, `x_page_3`, `x3`, `3`, `x-3页`. Full-width forms are folded before. */
const TRAILING = /^(.*?)(\d+)\s*(?:[页頁张張]|[)\]】])?$/

/** A date at the end is no page: 2021-01-15, 2021.1.5, 2021年1月15. */
const DATE = /(?:19|20)\d\d[-_.年]\s?\d{1,2}[-_.月]\s?\d{1,2}\)?$/

/** How file managers number files that would have the same name: `x.png`, `x (1).png`, `x (2).png`. */
const COPY = /\s*\($/

const fold = (name: string): { readonly stem: string; readonly extension: string } => {
  const folded = name.normalize('NFKC').toLowerCase()
  const dot = folded.lastIndexOf('.')
  const [stem, suffix] = dot > 0 ? [folded.slice(0, dot), folded.slice(dot + 1)] : [folded, '']
  return { stem: stem.trim(), extension: suffix.replace(/^jpe$|^jpeg$/, 'jpg').replace(/^tiff$/, 'tif') }
}

/** Which page of which document a file name says it is; null if it says nothing of a page. */
export function pageName(name: string): PageName | null {
  const { stem, extension } = fold(name)
  const chinese = CHINESE_PAGE.exec(stem)
  if (chinese) {
    const [text, number = ''] = chinese
    // The place of the number stays visible: 第1页-甲 and 甲第1页 are pages of different documents.
    const document = `${stem.slice(0, chinese.index)}第页${stem.slice(chinese.index + text.length)}`
    return { page: numberOf(number), document, extension }
  }
  const [, document = '', digits = ''] = TRAILING.exec(stem) ?? []
  if (digits === '' || DATE.test(stem) || Number(digits) > MAX_PAGES) return null
  return { page: Number(digits), document, extension }
}

/** 3, 三, 十二, 二十, 二十三. */
function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text)
  const ten = text.indexOf('十')
  if (ten < 0) return NUMERALS.indexOf(text)
  const tens = ten === 0 ? 1 : NUMERALS.indexOf(text.slice(0, ten))
  return tens * 10 + Math.max(0, NUMERALS.indexOf(text.slice(ten + 1) || '〇'))
}

interface Page {
  /** Place among the names. */
  readonly index: number
  readonly page: number
  readonly extension: string
}

/**
 * The pictures of one folder by the documents whose pages their names say they are: each group holds the places of its
 * names in page order. What stands alone is a group of one; groups come in the order of their earliest names.
 */
export function groupPages(names: readonly string[]): readonly (readonly number[])[] {
  const families = new Map<string, Page[]>()
  const unnumbered = new Map<string, Page>()
  for (const [index, name] of names.entries()) {
    const found = pageName(name)
    if (found) addTo(families, found.document, { index, ...found })
    else unnumbered.set(fold(name).stem, { index, page: 0, extension: fold(name).extension })
  }
  const groups: number[][] = []
  for (const [document, numbered] of families) {
    const family = withFirst(document, numbered, unnumbered)
    // The same page twice: one document in two formats, or nothing that names tell apart.
    const documents = isDocument(family) ? [family] : byExtension(family).filter(isDocument)
    for (const pages of documents) groups.push([...pages].sort((a, b) => a.page - b.page).map(({ index }) => index))
  }
  const grouped = new Set(groups.flat())
  for (const index of names.keys()) if (!grouped.has(index)) groups.push([index])
  return groups.sort((a, b) => Math.min(...a) - Math.min(...b))
}

/** Where copies were numbered by a file manager, the first page bears no number. */
function withFirst(document: string, family: readonly Page[], unnumbered: ReadonlyMap<string, Page>): readonly Page[] {
  const first = COPY.test(document) ? unnumbered.get(document.replace(COPY, '')) : undefined
  if (!first) return family
  const hasOne = family.some(({ page }) => page === 1)
  return [{ ...first, page: hasOne ? 0 : 1 }, ...family]
}

function byExtension(family: readonly Page[]): readonly (readonly Page[])[] {
  const parts = new Map<string, Page[]>()
  for (const page of family) addTo(parts, page.extension, page)
  return [...parts.values()]
}

function isDocument(family: readonly Page[]): boolean {
  const pages = family.map(({ page }) => page)
  return pages.length > 1 && new Set(pages).size === pages.length && pages.length >= Math.max(...pages) * PRESENT_SHARE
}

/** `group-gap` where the names of a group's files, in page order, number pages that are not there. */
export function gapProblems(names: readonly string[]): readonly Problem[] {
  const pages = names.map((name) => pageName(name))
  const present = new Set(pages.map((page) => page?.page))
  const unnumbered = pages.filter((page) => page === null).length
  const documents = new Set(pages.map((page) => page?.document))
  // Names that are no pages of one document tell nothing; one without a number can stand for the first page only.
  if (unnumbered > 1 || (unnumbered === 1 && pages[0] !== null) || documents.size > 1 + unnumbered) return []
  if (unnumbered === 1) present.add(present.has(1) ? 0 : 1)
  const last = Math.max(0, ...pages.map((page) => page?.page ?? 0))
  const missing = Array.from({ length: last }, (_, index) => index + 1).filter((page) => !present.has(page))
  if (missing.length === 0) return []
  const told = missing.slice(0, MAX_TOLD).join(', ') + (missing.length > MAX_TOLD ? ', …' : '')
  return [problem('group-gap', { missing: told })]
}
