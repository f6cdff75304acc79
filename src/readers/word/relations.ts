import { attribute } from './xml.js'

/** A relationship of a part, with the name of the part that it leads to. */
interface Relation {
  readonly id: string
  /** The last word of its type, the same in both editions of the standard. */
  readonly type: string
  readonly target: string
  readonly external: boolean
  /** Its tag as it stands in the file. */
  readonly tag: string
}

/** Parts that are read, by type of relationship: the names that they usually have. */
const USUAL: Readonly<Record<string, string>> = {
  styles: 'word/styles.xml',
  numbering: 'word/numbering.xml',
  footnotes: 'word/footnotes.xml',
  endnotes: 'word/endnotes.xml',
  theme: 'word/theme/theme1.xml',
  settings: 'word/settings.xml',
}

export const MAIN = 'word/document.xml'
export const MAIN_RELATIONS = 'word/_rels/document.xml.rels'

const MAIN_TYPE = /wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.[\w.]*main\+xml/i

/** The relationships that a part states. @param folder the folder of the part that they belong to */
export function relationsOf(xml: string, folder: string): readonly Relation[] {
  return [...xml.matchAll(/<(?:[\w.-]+:)?Relationship\s[^>]*>/g)].map(([tag]) => ({
    id: attribute(tag, 'Id') ?? '',
    type: (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '',
    target: resolved(attribute(tag, 'Target') ?? '', folder),
    external: attribute(tag, 'TargetMode') === 'External',
    tag,
  }))
}

export const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1)

/** The name of the part that holds a part's relationships. */
export const relationsName = (name: string): string =>
  `${folderOf(name)}_rels/${name.slice(folderOf(name).length)}.rels`

/** The name of the part that an address leads to. @param folder the folder of the part that holds it */
export function resolved(target: string, folder: string): string {
  const plain = unescaped(target.replaceAll('&amp;', '&').replaceAll('\\', '/'))
  const steps: string[] = []
  for (const step of (plain.startsWith('/') ? plain : `${folder}${plain}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** An address or name of a part with the characters that its escapes stand for. */
export function unescaped(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The names by which the package states its main part, the surest first. */
export function mainParts(rootRelations: string, contentTypes: string): readonly string[] {
  const related = relationsOf(rootRelations, '').filter(({ type }) => type === 'officeDocument')
  const typed = [...contentTypes.matchAll(/<(?:[\w.-]+:)?Override\s[^>]*>/g)]
    .filter(([tag]) => MAIN_TYPE.test(attribute(tag, 'ContentType') ?? ''))
    .map(([tag]) => resolved(attribute(tag, 'PartName') ?? '', ''))
  return [...related.map(({ target }) => target), ...typed, MAIN]
}

/** Tells whether the parts that are read stand where nearly every producer puts them. */
export function isUsual(relations: readonly Relation[], names: ReadonlySet<string>): boolean {
  const stands = (type: string, name: string): boolean => {
    const own = relations.find((relation) => relation.type === type)
    return own ? own.target === name || !names.has(own.target.toLowerCase()) : !names.has(name)
  }
  return (
    Object.entries(USUAL).every(([type, name]) => stands(type, name)) &&
    relations.every(({ type, target, external }) => type !== 'image' || external || /^(?:word\/)?media\//i.test(target))
  )
}

/** Folders for parts of which there may be several. */
const OWN_FOLDERS: Readonly<Record<string, string>> = { image: 'media', aFChunk: 'chunks' }

/** The parts that a main part leads to, with new names, and its relationships written anew to lead there. */
export function moved(relations: readonly Relation[]): {
  readonly names: ReadonlyMap<string, string>
  readonly xml: string
} {
  const names = new Map<string, string>()
  const tags = relations.flatMap((relation, index) => {
    if (relation.external) return [relation.tag.replace(/^<[\w.-]+:/, '<').replace(/\/?>$/, '/>')]
    const suffix = /\.[a-z\d]{1,5}$/i.exec(relation.target)?.[0] ?? ''
    const own = OWN_FOLDERS[relation.type]
    const name = USUAL[relation.type] ?? (own === undefined ? null : `word/${own}/${index}${suffix}`)
    if (name === null || names.has(name)) return []
    names.set(name, relation.target)
    const target = name.slice('word/'.length)
    return [`<Relationship Id="${relation.id}" Type="${RELATIONSHIPS}/${relation.type}" Target="${target}"/>`]
  })
  return { names, xml: relationships(tags) }
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const relationships = (tags: readonly string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${tags.join('')}</Relationships>`

/** The root relationships of a package whose main part stands at its usual place. */
export const ROOT_RELATIONS = relationships([
  `<Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="${MAIN}"/>`,
])
