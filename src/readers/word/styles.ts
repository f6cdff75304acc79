import { attribute } from './xml.js'
import { backgroundOf, textColour, type Colour } from './colours.js'
import { childOf, everyElement, parseTree, switchOf, valueOf, type XmlElement } from './tree.js'

/** How a run looks, as far as it decides what a reader sees of it. */
export interface Look {
  readonly hidden: boolean
  readonly struck: boolean
  readonly raised: boolean
  /** Squeezed or outlined so that a reader may not see it. */
  readonly faint: boolean
  /** Half points. */
  readonly size: number
  /** Null where the program takes one that is seen. */
  readonly colour: Colour
  /** What it and its style put behind it; undefined where nothing. */
  readonly background: Colour | undefined
}

/** The styles that stand behind a run. */
export interface StyleNames {
  readonly table: string | null
  readonly paragraph: string | null
  /** The parts of the table's style that apply, the strongest first. */
  readonly conditions: readonly string[]
}

export interface StyleSheet {
  lookOf(direct: XmlElement | undefined, styles: StyleNames): Look
  /** What the style of a table or paragraph puts behind its text; undefined where nothing. */
  backgroundOf(styles: StyleNames, kind: 'table' | 'paragraph'): Colour | undefined
  /** Whether paragraphs of a style are numbered. */
  isNumbered(paragraph: string | null): boolean
}

/** The smallest type that a reader sees, in half points, and the narrowest, in per cent of its usual width. */
const MIN_SIZE = 4
const MIN_SCALE = 10
const USUAL_SIZE = 21

/** Twentieths of a point that a digit is wide at least, for each half point of its size. */
const DIGIT_WIDTH = 4

/** Resolves the look of runs by a package's styles: ECMA-376 part 1, 17.7.2 (order) and 17.7.3 (toggle properties). */
export function styleSheet(xml: string): StyleSheet {
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
  /** A style and those that it is based on, the nearest first. */
  const chain = (id: string | null, seen: readonly string[] = []): readonly XmlElement[] => {
    const style = id === null ? undefined : byId.get(id)
    if (!style || id === null || seen.includes(id)) return []
    return [style, ...chain(valueOf(childOf(style, 'w:basedOn')), [...seen, id])]
  }
  const propertiesOf = (chained: readonly XmlElement[], name: string): readonly XmlElement[] =>
    chained.flatMap((style) => childOf(style, name) ?? [])
  /** A table's style with its parts that apply ahead of it, each along its own chain. */
  const tableChain = ({ table, conditions }: StyleNames): readonly XmlElement[] => {
    const chained = chain(table ?? standards.table)
    const parts = chained.flatMap((style) => everyElement(style.children, 'w:tblStylePr'))
    const applying = conditions.flatMap((type) => parts.filter(({ tag }) => attribute(tag, 'w:type') === type))
    return [...applying, ...chained]
  }
  return {
    lookOf: (direct, names) => {
      const own = chain(valueOf(childOf(direct, 'w:rStyle')) ?? standards.character)
      const levels = [own, chain(names.paragraph ?? standards.paragraph), tableChain(names)].map((level) =>
        propertiesOf(level, 'w:rPr'),
      )
      const nearest = [...(direct ? [direct] : []), ...levels.flat(), ...(defaults ? [defaults] : [])]
      const first = (name: string): XmlElement | undefined =>
        nearest.flatMap((properties) => childOf(properties, name) ?? [])[0]
      const toggled = (name: string): boolean => {
        const here = switchOf(childOf(direct, name))
        if (here !== undefined) return here
        if (switchOf(childOf(defaults, name)) === true) return true
        const on = levels.filter(
          (level) => level.map((each) => switchOf(childOf(each, name))).find((one) => one !== undefined) === true,
        )
        return on.length % 2 === 1
      }
      const size = Number(valueOf(first('w:sz')) ?? USUAL_SIZE)
      const fill = first('w14:textFill')
      return {
        hidden: toggled('w:vanish') || size <= MIN_SIZE,
        struck: toggled('w:strike') || switchOf(first('w:dstrike')) === true,
        raised:
          /^(?:super|sub)script$/.test(valueOf(first('w:vertAlign')) ?? '') ||
          Number(valueOf(first('w:position')) ?? 0) !== 0,
        faint:
          childOf(fill, 'w14:noFill') !== undefined ||
          parseFloat(valueOf(first('w:w')) ?? '100') <= MIN_SCALE ||
          Number(valueOf(first('w:spacing')) ?? 0) <= -size * DIGIT_WIDTH,
        size,
        colour: textColour(first('w:color')),
        background: [...(direct ? [direct] : []), ...propertiesOf(own, 'w:rPr')]
          .map(backgroundOf)
          .find((each) => each !== undefined),
      }
    },
    backgroundOf: (names, kind) => {
      const chained = kind === 'table' ? tableChain(names) : chain(names.paragraph ?? standards.paragraph)
      return chained
        .flatMap((style) => ['w:tcPr', 'w:tblPr', 'w:pPr'].flatMap((name) => childOf(style, name) ?? []))
        .map(backgroundOf)
        .find((each) => each !== undefined)
    },
    isNumbered: (paragraph) => {
      const numbering = propertiesOf(chain(paragraph ?? standards.paragraph), 'w:pPr').flatMap(
        (properties) => childOf(properties, 'w:numPr') ?? [],
      )[0]
      return numbering !== undefined && valueOf(childOf(numbering, 'w:numId')) !== '0'
    },
  }
}
