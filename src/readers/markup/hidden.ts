import type { DefaultTreeAdapterMap } from 'parse5'

type Parsed = DefaultTreeAdapterMap['node']

/** Classes and ids that hide what carries them. */
export interface HiddenNames {
  readonly classes: ReadonlySet<string>
  readonly ids: ReadonlySet<string>
}

const HIDING = /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i

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

/** Classes and ids that the page's own style sheets hide; only plain selectors, nothing inside of @media and the like. */
export function hiddenBySheet(document: DefaultTreeAdapterMap['document']): HiddenNames {
  const classes = new Set<string>()
  const ids = new Set<string>()
  const stack: Parsed[] = [...document.childNodes]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('tagName' in node)) continue
    if (node.tagName !== 'style') {
      for (const child of node.childNodes) stack.push(child)
      continue
    }
    const sheet = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
    for (const { selectors, body } of plainRules(sheet)) {
      if (!HIDING.test(body)) continue
      for (const selector of selectors.split(',')) {
        const match = /^\s*([.#])([\w-]+)\s*$/.exec(selector)
        if (match?.[2] !== undefined) (match[1] === '.' ? classes : ids).add(match[2])
      }
    }
  }
  return { classes, ids }
}

function plainRules(sheet: string): readonly { selectors: string; body: string }[] {
  const rules: { selectors: string; body: string }[] = []
  const css = sheet.replace(/\/\*[^]*?\*\//g, '').replace(/<!--|-->/g, '')
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
