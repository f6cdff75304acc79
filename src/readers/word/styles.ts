import { attribute } from './xml.js'
import { childOf, everyElement, parseTree, switchOf, valueOf, type XmlElement } from './tree.js'

/** How a run looks, as far as it decides what a reader sees of it. */
export interface Look {
  readonly hidden: boolean
  readonly struck: boolean
  readonly raised: boolean
  readonly white: boolean
}

export type LookOf = (
  properties: XmlElement | undefined,
  styles: { readonly table: string | null; readonly paragraph: string | null },
) => Look

/** The smallest type that a reader sees, in half points. */
const MIN_SIZE = 4

/** Resolves the look of runs by a package's styles: ECMA-376 part 1, 17.7.2 (order) and 17.7.3 (toggle properties). */
export function lookBy(xml: string): LookOf {
  const sheet = parseTree(xml) ?? []
  const styles = everyElement(sheet, 'w:style')
  const byId = new Map(styles.map((style) => [attribute(style.tag, 'w:styleId') ?? '', style]))
  const standard = (type: string): string | null => {
    const style = styles.find(
      ({ tag }) => attribute(tag, 'w:type') === type && /^(?:1|true|on)$/.test(attribute(tag, 'w:default') ?? ''),
    )
    return style ? attribute(style.tag, 'w:styleId') : null
  }
  const standards = { table: standard('table'), paragraph: standard('paragraph'), character: standard('character') }
  const defaults = childOf(childOf(everyElement(sheet, 'w:docDefaults')[0], 'w:rPrDefault'), 'w:rPr')
  /** The properties of a style and of those that it is based on, the nearest first. */
  const chain = (id: string | null, seen: readonly string[] = []): readonly XmlElement[] => {
    const style = id === null ? undefined : byId.get(id)
    if (!style || id === null || seen.includes(id)) return []
    const own = childOf(style, 'w:rPr')
    return [...(own ? [own] : []), ...chain(valueOf(childOf(style, 'w:basedOn')), [...seen, id])]
  }
  return (direct, { table, paragraph }) => {
    const levels = [
      chain(valueOf(childOf(direct, 'w:rStyle')) ?? standards.character),
      chain(paragraph ?? standards.paragraph),
      chain(table ?? standards.table),
    ]
    const nearest = [...(direct ? [direct] : []), ...levels.flat(), ...(defaults ? [defaults] : [])]
    const first = (name: string): XmlElement | undefined =>
      nearest.flatMap((properties) => childOf(properties, name) ?? [])[0]
    const toggled = (name: string): boolean => {
      const own = switchOf(childOf(direct, name))
      if (own !== undefined) return own
      if (switchOf(childOf(defaults, name)) === true) return true
      const on = levels.filter(
        (level) => level.map((each) => switchOf(childOf(each, name))).find((one) => one !== undefined) === true,
      )
      return on.length % 2 === 1
    }
    const size = Number(valueOf(first('w:sz')) ?? 21)
    const colour = first('w:color')
    const theme = colour ? attribute(colour.tag, 'w:themeColor') : null
    return {
      hidden: toggled('w:vanish') || size <= MIN_SIZE,
      struck: toggled('w:strike') || switchOf(first('w:dstrike')) === true,
      raised:
        /^(?:super|sub)script$/.test(valueOf(first('w:vertAlign')) ?? '') ||
        Number(valueOf(first('w:position')) ?? 0) !== 0,
      white:
        theme !== null ? /^(?:background1|light1)$/.test(theme) : /^f[a-f]f[a-f]f[a-f]$/i.test(valueOf(colour) ?? ''),
    }
  }
}
