import { factsOf } from '../style/facts.js'
import { split } from '../style/split.js'
import { attributeOf, isElement, nodesIn, textOf, type PageElement, type PageNode } from '../style/dom.js'
import { MAY_WRITE, rulesIn } from './operations.js'
import type { Selected, Write } from './reached.js'
import { writesOf } from './writes.js'

/** Scripts that are longer, all together, or have such long lines, are not followed from name to name. */
const LONGEST = 150_000
const LONGEST_LINE = 3_000

/** Types of scripts that browsers run. */
const RUN = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|j)script(?:1\.\d)?)$/iu

const CELLS = new Set(['td', 'th'])
const ROW_PARTS = new Set(['tr', 'tbody', 'thead', 'tfoot'])

/** Selectors of a library that browsers do not know. */
const LIBRARY =
  /:(?:eq|gt|lt|nth|first|last|even|odd|visible|hidden|text|contains|parent|header)(?![\w-])(?:\([^)]*\)?)?/giu

interface Started {
  readonly code: string
  readonly element: PageElement
}

/** The cells of a page into which its own scripts may write while it is loaded, or which they take out of sight. */
export function filledCells(document: PageNode): ReadonlySet<PageElement> {
  const { scripts, sheets, started, elements, written } = partsOf(document)
  const cells = new Set(written)
  const calls = started.map(({ code }) => code).join('\n')
  const take = (writes: readonly Write[], self: PageElement | null): void => {
    for (const write of writes) {
      if (write.kind === 'class') {
        for (const cell of reclassed(write, sheets, elements)) cells.add(cell)
        continue
      }
      for (const element of [...(write.self && self ? [self] : []), ...matched(write.selectors, elements)])
        for (const cell of touched(element, write)) cells.add(cell)
    }
  }
  const plain = scripts.filter((script) => !hasLongLine(script))
  const isShort = plain.reduce((sum, { length }) => sum + length, 0) <= LONGEST
  if (isShort) take(writesOf(plain.join('\n;\n'), { started: calls, follows: true }), null)
  for (const script of scripts)
    if (!isShort || !plain.includes(script)) take(writesOf(script, { started: calls, follows: false }), null)
  for (const { code, element } of started)
    if (MAY_WRITE.test(code)) take(writesOf(code, { started: '', follows: true }), element)
  for (const rules of scripts.flatMap(rulesIn)) for (const cell of hiddenBy(rules, elements)) cells.add(cell)
  return cells
}

interface Parts {
  readonly sheets: readonly string[]
  readonly scripts: readonly string[]
  readonly started: readonly Started[]
  readonly elements: readonly PageElement[]
  /** Cells of rows into which a script writes where it stands. */
  readonly written: readonly PageElement[]
}

function partsOf(document: PageNode): Parts {
  const scripts: string[] = []
  const sheets: string[] = []
  const started: Started[] = []
  const elements: PageElement[] = []
  const written: PageElement[] = []
  for (const node of nodesIn(document, new Set(['noscript']))) {
    if (!isElement(node)) continue
    if (node.tagName === 'style') {
      sheets.push(textOf(node))
      continue
    }
    if (node.tagName === 'script') {
      if (!RUN.test((attributeOf(node, 'type') ?? '').trim()) || attributeOf(node, 'src') !== undefined) continue
      const text = textOf(node)
      scripts.push(text)
      const around = node.parentNode
      if (around && isElement(around) && (around.tagName === 'table' || ROW_PARTS.has(around.tagName)))
        if (/\b(?:write(?:ln)?|currentScript)\b/u.test(text)) written.push(...cellsIn(around))
      continue
    }
    elements.push(node)
    for (const { name, value } of node.attrs)
      if (/^on(?:load|error|animationstart)$/u.test(name)) started.push({ code: value, element: node })
  }
  return { scripts, sheets, started, elements, written }
}

/** The elements that selectors of a script are about. */
function matched(selectors: readonly Selected[], elements: readonly PageElement[]): readonly PageElement[] {
  const lists = selectors.flatMap((selected) => selectorOf(selected) ?? [])
  const tests = lists.flatMap((list) =>
    split(list, ',').flatMap((selector) => {
      const facts = factsOf(selector.trim(), false)
      return facts?.pseudo === 'none' ? [facts.matches] : []
    }),
  )
  return tests.length === 0 ? [] : elements.filter((element) => tests.some((test) => test(element)))
}

/** Declarations by which what an element shows gets out of sight, is struck out or replaced. */
const HIDING =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*[1-4]?\s*(?:;|!|$)|font(?:-size)?\s*:\s*0|text-indent\s*:\s*-|(?:max-)?(?:width|height)\s*:\s*0|position\s*:\s*(?:absolute|fixed)|transform|clip|content\s*:|text-decoration[\w-]*\s*:[^;]*through|color\s*:\s*(?:#f{3,8}\b|white|transparent|rgba?\())/iu

const RULES = /([^{}]+)\{([^{}]*)\}/gu

/** The cells in which a sheet's rules hide something. */
const hiddenBy = (sheet: string, elements: readonly PageElement[]): readonly PageElement[] =>
  [...sheet.matchAll(RULES)].flatMap(([, selector = '', body = '']) =>
    HIDING.test(body) ? inCells(selector, elements) : [],
  )

/** The cells in which rules would hide or show something if elements had a class, or had it no longer. */
function reclassed(write: Write, sheets: readonly string[], elements: readonly PageElement[]): readonly PageElement[] {
  return (write.classes ?? []).flatMap((name) => {
    if (name === '' || !/^[\w-]+$/u.test(name)) return []
    const used = new RegExp(`\\.${name}(?![\\w-])`, 'gu')
    return sheets.flatMap((sheet) =>
      [...sheet.matchAll(RULES)].flatMap(([, selector = '', body = '']) => {
        if (selector.search(used) < 0 || !HIDING.test(body)) return []
        const parts = selector.split(',').filter((part) => part.search(used) >= 0)
        // The rule is about the element with the class, or about its content.
        const isOwn = parts.some((part) => /^[^\s>+~]*$/u.test(part.trim().slice(part.trim().search(used))))
        const own = isOwn ? matched(write.selectors, elements).flatMap(hiddenWith) : []
        const without = parts.map((part) => part.replace(used, '').trim()).filter((part) => part !== '')
        return [...own, ...inCells(selector, elements), ...(isOwn ? [] : inCells(without.join(','), elements))]
      }),
    )
  })
}

/** The cells with an element that a selector is about, or that are about to be hidden themselves. */
const inCells = (selector: string, elements: readonly PageElement[]): readonly PageElement[] =>
  matched([{ text: selector, by: 'selector', open: false }], elements).flatMap(hiddenWith)

/** The cells in which something is missing where an element is hidden. */
const hiddenWith = (element: PageElement): readonly PageElement[] =>
  touched(element, { selectors: [], aside: false, deep: false, self: false, kind: 'look' })

const quoted = (text: string): string => `"${text.replace(/["\\]/gu, '\\$&')}"`

/** A selector that any style sheet could have; null where it is none. */
function selectorOf({ text, by, open }: Selected): string | null {
  const plain = text.trim()
  if (plain === '' && !open) return null
  switch (by) {
    case 'id':
      return `[id${open ? '^' : ''}=${quoted(plain)}]`
    case 'name':
      return `[name${open ? '^' : ''}=${quoted(plain)}]`
    case 'class':
      return plain === ''
        ? null
        : plain
            .split(/\s+/u)
            .map((name) => `[class~=${quoted(name)}]`)
            .join('')
    case 'tag':
      return plain
    case 'selector': {
      if (plain.startsWith('<') || /[;{}]/u.test(plain)) return null
      const known = plain.replace(LIBRARY, '').replace(/(?:^|(?<=[\s>+~,]))(?=$|[\s,])/gu, '')
      if (!open) return known.trim() === '' ? '*' : known
      const whole = known
        .replace(/\[[^\]]*$|:[\w-]*\([^)]*$/u, '')
        .replace(/\.([\w-]*)$/u, (_, name: string) => `[class*=${quoted(name)}]`)
        .replace(/#([\w-]*)$/u, (_, name: string) => `[id^=${quoted(name)}]`)
      return whole.trim() === '' ? null : whole.replace(/[\s>+~]+$/u, ' *')
    }
  }
}

/** The cells of tables of which a reader of the page may see something else for a change to an element. */
function touched(element: PageElement, { kind, aside, deep }: Write): readonly PageElement[] {
  const cell = aroundOf(element, CELLS)
  const inside = cellsIn(element)
  // A cell around tables only arranges the page, as any other element around them does.
  const isOwnCell = cell !== null && !(cell === element && inside.length > 0)
  if (isOwnCell && inside.length === 0) {
    const row = aroundOf(cell, new Set(['tr']))
    const isWide = aside || (cell === element && kind !== 'content') || kind === 'beside'
    return isWide && row ? [cell, ...cellsIn(row)] : [cell]
  }
  if (inside.length === 0) return []
  if (ROW_PARTS.has(element.tagName)) return inside
  const isInside = deep && kind === 'beside' && element.tagName === 'table'
  return kind === 'content' || isInside ? inside : []
}

function aroundOf(element: PageElement, names: ReadonlySet<string>): PageElement | null {
  for (let at: PageNode | null = element; at && isElement(at); at = at.parentNode) if (names.has(at.tagName)) return at
  return null
}

/** The cells below an element that hold no tables themselves. */
function cellsIn(element: PageElement): readonly PageElement[] {
  const found: PageElement[] = []
  for (const node of nodesIn(element))
    if (node !== element && isElement(node) && CELLS.has(node.tagName) && !holdsTable(node)) found.push(node)
  return found
}

const holdsTable = (cell: PageElement): boolean => {
  for (const node of nodesIn(cell)) if (isElement(node) && node.tagName === 'table') return true
  return false
}

const hasLongLine = (script: string): boolean => script.split('\n').some(({ length }) => length > LONGEST_LINE)
