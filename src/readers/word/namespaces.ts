import { tokens, withoutReferences } from './xml.js'

const TRANSITIONAL = 'http://schemas.openxmlformats.org/'

/** The prefixes that every producer uses, by namespace; of the strict ones (ISO/IEC 29500) as well. */
const USUAL: ReadonlyMap<string, string> = new Map([
  [`${TRANSITIONAL}wordprocessingml/2006/main`, 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  [`${TRANSITIONAL}officeDocument/2006/math`, 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  [`${TRANSITIONAL}officeDocument/2006/relationships`, 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  [`${TRANSITIONAL}drawingml/2006/wordprocessingDrawing`, 'wp'],
  ['http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing', 'wp'],
  [`${TRANSITIONAL}drawingml/2006/main`, 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  [`${TRANSITIONAL}drawingml/2006/picture`, 'pic'],
  ['http://purl.oclc.org/ooxml/drawingml/picture', 'pic'],
  [`${TRANSITIONAL}markup-compatibility/2006`, 'mc'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://schemas.microsoft.com/office/word/2010/wordml', 'w14'],
  ['http://schemas.microsoft.com/office/word/2012/wordml', 'w15'],
  ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape', 'wps'],
])

/** The namespace that each usual prefix is declared for, so that declarations can be written anew. */
const DECLARED = [...new Map([...USUAL].map(([uri, prefix]) => [prefix, uri] as const).reverse())]

const RESERVED = new Set(USUAL.values())
const DECLARATION = /\sxmlns(?::([^\s=:]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g

const usualOf = (address: string): string | undefined => USUAL.get(withoutReferences(address))

/** The namespaces of the prefixes in force, the default one under the empty name. */
type Scope = ReadonlyMap<string, string>

/** A part whose namespaces have the prefixes that every producer uses, declared at its root. */
export function withUsualPrefixes(xml: string): string {
  const declarations = [...xml.matchAll(DECLARATION)].map(([, prefix = '', one, other]) => ({
    prefix,
    usual: usualOf(one ?? other ?? ''),
    exact: USUAL.has(one ?? other ?? ''),
  }))
  const isStrange = ({ prefix, usual, exact }: (typeof declarations)[number]): boolean =>
    usual === undefined ? RESERVED.has(prefix) : usual !== prefix || !exact
  if (!declarations.some(isStrange)) return xml
  return rewritten(xml)
}

function rewritten(xml: string): string {
  const scopes: Scope[] = [new Map()]
  let isRoot = true
  const written: string[] = []
  for (const token of tokens(xml)) {
    if (token.kind === 'text') {
      written.push(token.source)
      continue
    }
    const scope = scopes.at(-1) ?? new Map<string, string>()
    if (token.kind === 'close') {
      written.push(`</${renamed(token.name, scope, true)}>`)
      if (scopes.length > 1) scopes.pop()
      continue
    }
    const inner = withDeclarations(token.source, scope)
    written.push(rewrittenTag(token.source, token.name, inner, isRoot))
    isRoot = false
    if (token.kind === 'open') scopes.push(inner)
  }
  return written.join('')
}

function withDeclarations(tag: string, scope: Scope): Scope {
  const found = [...tag.matchAll(DECLARATION)].map(
    ([, prefix = '', one, other]) => [prefix, one ?? other ?? ''] as const,
  )
  return found.length === 0 ? scope : new Map([...scope, ...found])
}

/** A name under its namespace's usual prefix; a foreign one never keeps a prefix that has a meaning here. */
function renamed(name: string, scope: Scope, isElement: boolean): string {
  const parts = name.split(':')
  const local = parts.at(-1) ?? ''
  const prefix = parts.length > 1 ? (parts[0] ?? '') : ''
  if (prefix === '' && !isElement) return name
  const uri = scope.get(prefix)
  const usual = usualOf(uri ?? '')
  if (usual !== undefined) return `${usual}:${local}`
  return uri !== undefined && RESERVED.has(prefix) ? `foreign-${prefix}:${local}` : name
}

const ATTRIBUTE = /\s([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/g

function rewrittenTag(source: string, name: string, scope: Scope, isRoot: boolean): string {
  const attributes = [...source.slice(name.length + 1).matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) return ` ${renamed(key, scope, false)}=${value}`
    if (usualOf(value.slice(1, -1)) !== undefined) return ''
    const prefix = key.slice('xmlns:'.length)
    return RESERVED.has(prefix) ? ` xmlns:foreign-${prefix}=${value}` : ` ${key}=${value}`
  })
  const declared = isRoot ? DECLARED.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`) : []
  return `<${renamed(name, scope, true)}${declared.join('')}${attributes.join('')}${source.endsWith('/>') ? '/>' : '>'}`
}
