import type { DefaultTreeAdapterMap } from 'parse5'

type Parsed = DefaultTreeAdapterMap['node']

/** Classes and ids that hide what carries them. */
export interface HiddenNames {
  readonly classes: ReadonlySet<string>
  readonly ids: ReadonlySet<string>
  /** Classes whose text cannot be seen where it stands in a cell. */
  readonly unseen: ReadonlySet<string>
  /** Classes ahead of or behind whose text the sheet puts something. */
  readonly generated: ReadonlySet<string>
}

const HIDING = /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i

/** What makes text in a table's cell unseen though it is there; elsewhere scripts bring such parts into sight. */
const UNSEEN =
  /(?:^|[;{\s])(?:font-size\s*:\s*0(?:\.0+)?(?![.\d])|opacity\s*:\s*0(?:\.0+)?%?(?![.\d])|text-indent\s*:\s*-\d{3,}|(?:left|right|top|bottom|margin-left)\s*:\s*-\d{4,}|clip\s*:\s*rect|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|transform\s*:\s*scale[xy]?\(\s*0\s*[,)]|color\s*:\s*(?:transparent|white|#fff(?:fff)?)\b|(?:max-)?(?:width|height)\s*:\s*0(?![.\d])[^}]*overflow\s*:\s*hidden|overflow\s*:\s*hidden[^}]*\b(?:max-)?(?:width|height)\s*:\s*0(?![.\d])|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt)\b)/i

/** Content that shows something. */
const GENERATED = /(?:^|[;{\s])content\s*:\s*(?!none|normal|(?:""|'')\s*(?:[;}]|$))/i

/** Whether the sheet puts something ahead of or behind the text of an element. */
export function hasGenerated(attributes: ReadonlyMap<string, string>, names: HiddenNames): boolean {
  if (names.generated.size === 0) return false
  return (attributes.get('class') ?? '').split(/\s+/).some((name) => names.generated.has(name))
}

/** Whether text in an inline element of a cell cannot be seen, by its own style or by its names. */
export function isUnseen(attributes: ReadonlyMap<string, string>, names: HiddenNames): boolean {
  const style = attributes.get('style') ?? ''
  if (UNSEEN.test(style) && !/background/i.test(style)) return true
  return (attributes.get('class') ?? '').split(/\s+/).some((name) => names.unseen.has(name))
}

/** Whether an element is not shown, by its own attributes or by its names. */
export function isHidden(attributes: ReadonlyMap<string, string>, names: HiddenNames): boolean {
  if (attributes.has('hidden')) return true
  if (attributes.get('type') === 'hidden') return true
  if (HIDING.test(attributes.get('style') ?? '')) return true
  const id = attributes.get('id')
  if (id !== undefined && names.ids.has(id)) return true
  if (names.classes.size === 0) return false
  return (attributes.get('class') ?? '').split(/\s+/).some((name) => names.classes.has(name))
}

/** Classes and ids that the page's own style sheets hide; only plain selectors, and of @media only what is for every screen. */
export function hiddenBySheet(document: DefaultTreeAdapterMap['document']): HiddenNames {
  const classes = new Set<string>()
  const ids = new Set<string>()
  const unseen = new Set<string>()
  const generated = new Set<string>()
  const stack: Parsed[] = [...document.childNodes]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('tagName' in node)) continue
    if (node.tagName !== 'style') {
      for (const child of node.childNodes) stack.push(child)
      continue
    }
    const sheet = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
    for (const { selectors, body } of plainRules(sheet)) {
      if (GENERATED.test(body))
        for (const [, name] of selectors.matchAll(/\.([\w-]+)::?(?:before|after)\s*(?=,|$)/g))
          if (name !== undefined) generated.add(name)
      const hides = HIDING.test(body)
      if (!hides && !(UNSEEN.test(body) && !/background/i.test(body))) continue
      for (const selector of selectors.split(',')) {
        if (!hides) {
          const name = /^\s*(?:[^:]*[\s>])?(?:span|b|i|em|font)?\.([\w-]+)\s*$/.exec(selector)?.[1]
          if (name !== undefined) unseen.add(name)
          continue
        }
        const match = /^\s*([.#])([\w-]+)\s*$/.exec(selector)
        if (match?.[2] !== undefined) (match[1] === '.' ? classes : ids).add(match[2])
      }
    }
  }
  return { classes, ids, unseen, generated }
}

function plainRules(sheet: string): readonly { selectors: string; body: string }[] {
  const rules: { selectors: string; body: string }[] = []
  const css = screenRules(sheet)
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/<!--|-->/g, '')
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open < 0) break
    let depth = 1
    let close = open + 1
    for (; close < css.length && depth > 0; close++) depth += css[close] === '{' ? 1 : css[close] === '}' ? -1 : 0
    const selectors = css.slice(at, open)
    if (!selectors.includes('@')) rules.push({ selectors, body: css.slice(open, close) })
    at = close
  }
  return rules
}

/** The sheet with the rules of `@media screen` and `@media all` among the others. */
function screenRules(sheet: string): string {
  return sheet.replace(
    /@media\s+(?:only\s+)?(?:screen|all)\s*\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}/gi,
    (_, rules: string) => rules,
  )
}
