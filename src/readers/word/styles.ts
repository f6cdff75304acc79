import { attribute, halfPoints, twips } from './xml.js'
import { backgroundOf, fillOf, textColour, type Colour, type Theme } from './colours.js'
import { childOf, everyElement, parseTree, serialise, switchOf, valueOf, type XmlElement } from './tree.js'

/** How a run looks, as far as it decides what a reader sees of it. */
interface Look {
  readonly hidden: boolean
  readonly struck: boolean
  readonly raised: boolean
  /** Squeezed, outlined or hidden so that a reader may not see it, or may see something else. */
  readonly faint: boolean
  /** In a font of signs: all its digits are `signs`, or `some` of its characters. */
  readonly symbolic: 'no' | 'some' | 'signs'
  /** Half points. */
  readonly size: number
  /** Null where the program takes one that is seen. */
  readonly colour: Colour
  /** The colour that it and its style put behind it; undefined for none. */
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
  /** Gives the colour that the style of a table or paragraph puts behind its text; undefined for none. */
  backgroundOf(styles: StyleNames, kind: 'table' | 'paragraph'): Colour | undefined
  /** The background that the properties themselves set. */
  shadeOf(properties: XmlElement | undefined): Colour | undefined
  /** The numbering of a paragraph, by its style or by the properties ahead of it. */
  numberingOf(properties: XmlElement | undefined, paragraph: string | null): XmlElement | undefined
  /** The height to which lines are cut off, in twentieths of a point; null where they are not. */
  exactLineOf(properties: XmlElement | undefined, paragraph: string | null): number | null
  /** An attribute of a paragraph's spacing, its own or that of its style; null where none says it. */
  spacingOf(properties: XmlElement | undefined, paragraph: string | null, name: string): number | null
  /** How many rows one band of a table's style has. */
  bandOf(table: string | null): number
}

/** The smallest type that a reader sees, in half points, and the narrowest, in per cent of its usual width. */
const MIN_SIZE = 4
const MIN_SCALE = 10
const USUAL_SIZE = '21'

/** Fonts that show signs in the place of digits. */
const SYMBOLS = /^(?:wingdings|webdings|symbol$|zapf ?dingbats|mt extra|marlett)/i

/** Fonts of signs that have no digits at all. */
const SIGNS = /^(?:wingdings|webdings|zapf ?dingbats|marlett)/i

const symbolsIn = (font: string): Look['symbolic'] => (SIGNS.test(font) ? 'signs' : SYMBOLS.test(font) ? 'some' : 'no')

/** Twentieths of a point that a digit is wide at least, for each half point of its size. */
const DIGIT_WIDTH = 4

type StyleType = 'table' | 'paragraph' | 'character'

/** Resolves the look of runs by a package's styles: ECMA-376 part 1, 17.7.2 (order) and 17.7.3 (toggle properties). */
export function styleSheet(
  xml: string,
  theme: Theme,
  fonts: Readonly<Record<'major' | 'minor', string>> = { major: '', minor: '' },
): StyleSheet {
  const sheet = parseTree(xml) ?? []
  const styles = everyElement(sheet, 'w:style')
  const keyOf = (type: string, id: string): string => `${type} ${id}`
  const byId = new Map(
    styles.map(({ tag }, at) => [
      keyOf(attribute(tag, 'w:type') ?? 'paragraph', attribute(tag, 'w:styleId') ?? ''),
      styles[at],
    ]),
  )
  const standard = (type: string): string | null => {
    const style = styles.find(
      ({ tag }) => attribute(tag, 'w:type') === type && /^(?:1|true|on)$/.test(attribute(tag, 'w:default') ?? ''),
    )
    return style ? attribute(style.tag, 'w:styleId') : null
  }
  const standards = { table: standard('table'), paragraph: standard('paragraph'), character: standard('character') }
  const defaults = childOf(childOf(everyElement(sheet, 'w:docDefaults')[0], 'w:rPrDefault'), 'w:rPr')
  const common = childOf(childOf(everyElement(sheet, 'w:docDefaults')[0], 'w:pPrDefault'), 'w:pPr')
  /** A style and those that it is based on, the nearest first. */
  const chain = (type: StyleType, id: string | null, seen: readonly string[] = []): readonly XmlElement[] => {
    const style = id === null ? undefined : byId.get(keyOf(type, id))
    if (!style || id === null || seen.includes(id)) return []
    return [style, ...chain(type, valueOf(childOf(style, 'w:basedOn')), [...seen, id])]
  }
  const propertiesOf = (chained: readonly XmlElement[], name: string): readonly XmlElement[] =>
    chained.flatMap((style) => childOf(style, name) ?? [])
  /** A table's style with its parts that apply ahead of it, each along its own chain. */
  const tableChain = ({ table, conditions }: StyleNames): readonly XmlElement[] => {
    const chained = chain('table', table ?? standards.table)
    const parts = chained.flatMap((style) => everyElement(style.children, 'w:tblStylePr'))
    const applying = conditions.flatMap((type) => parts.filter(({ tag }) => attribute(tag, 'w:type') === type))
    return [...applying, ...chained]
  }
  /** One property by name: the run's own, or else that of the paragraph's styles. */
  const paragraphPart = (own: XmlElement | undefined, paragraph: string | null, name: string): XmlElement | undefined =>
    [...(own ? [own] : []), ...propertiesOf(chain('paragraph', paragraph ?? standards.paragraph), 'w:pPr')].flatMap(
      (properties) => childOf(properties, name) ?? [],
    )[0]
  const fontNamed = (tag: string): string => {
    const kind = /^(major|minor)/.exec(attribute(tag, 'w:asciiTheme') ?? '')?.[1]
    return kind === 'major' || kind === 'minor' ? fonts[kind] : (attribute(tag, 'w:ascii') ?? '')
  }
  const resolve = (direct: XmlElement | undefined, names: StyleNames): Look => {
    const own = chain('character', valueOf(childOf(direct, 'w:rStyle')) ?? standards.character)
    const levels = [own, chain('paragraph', names.paragraph ?? standards.paragraph), tableChain(names)].map((level) =>
      propertiesOf(level, 'w:rPr'),
    )
    const nearest = [...(direct ? [direct] : []), ...levels.flat(), ...(defaults ? [defaults] : [])]
    const first = (name: string): XmlElement | undefined =>
      nearest.flatMap((properties) => childOf(properties, name) ?? [])[0]
    const toggled = (name: string): boolean => {
      const here = switchOf(childOf(direct, name))
      if (here !== undefined) return here
      if (switchOf(childOf(defaults, name)) === true) return true
      const on = (name === 'w:vanish' ? levels.slice(0, 2) : levels).filter(
        (level) => level.map((each) => switchOf(childOf(each, name))).find((one) => one !== undefined) === true,
      )
      return on.length % 2 === 1
    }
    const isComplex = ['w:cs', 'w:rtl'].some((name) => switchOf(first(name)) === true)
    const size = halfPoints(valueOf(first(isComplex ? 'w:szCs' : 'w:sz')) ?? USUAL_SIZE)
    const fill = fillOf(first('w14:textFill'), theme)
    const font = first('w:rFonts')
    // Whether Word hides what only the style of a table hides depends on its version.
    const isVeiled = propertiesOf(tableChain(names), 'w:rPr').some((one) => switchOf(childOf(one, 'w:vanish')))
    const layout = first('w:eastAsianLayout')
    return {
      hidden: toggled('w:vanish') || size <= MIN_SIZE,
      struck: toggled('w:strike') || switchOf(first('w:dstrike')) === true,
      raised:
        /^(?:super|sub)script$/.test(valueOf(first('w:vertAlign')) ?? '') ||
        parseFloat(valueOf(first('w:position')) ?? '0') !== 0,
      faint:
        fill === 'doubtful' ||
        isVeiled ||
        (layout !== undefined && /\bw:(?:combine|vert)="(?!0|false|off)/.test(layout.tag)) ||
        parseFloat(valueOf(first('w:w')) ?? '100') <= MIN_SCALE ||
        halfPoints(valueOf(first('w:spacing')) ?? '0') <= -size * DIGIT_WIDTH,
      size,
      symbolic: symbolsIn(font ? fontNamed(font.tag) : ''),
      colour: fill === undefined || fill === 'doubtful' ? textColour(first('w:color'), theme) : fill,
      background: [...(direct ? [direct] : []), ...propertiesOf(own, 'w:rPr')]
        .map((each) => backgroundOf(each, theme))
        .find((each) => each !== undefined),
    }
  }
  /** Most runs of a document look like others. */
  const looks = new Map<string, Look>()
  return {
    lookOf: (direct, names) => {
      const key = `${direct ? serialise([direct]) : ''}\n${names.table ?? ''}\n${names.paragraph ?? ''}\n${names.conditions.join()}`
      let look = looks.get(key)
      if (!look) looks.set(key, (look = resolve(direct, names)))
      return look
    },
    backgroundOf: (names, kind) => {
      const chained = kind === 'table' ? tableChain(names) : chain('paragraph', names.paragraph ?? standards.paragraph)
      return chained
        .flatMap((style) => ['w:tcPr', 'w:tblPr', 'w:pPr'].flatMap((name) => childOf(style, name) ?? []))
        .map((each) => backgroundOf(each, theme))
        .find((each) => each !== undefined)
    },
    shadeOf: (properties) => backgroundOf(properties, theme),
    numberingOf: (properties, paragraph) => paragraphPart(properties, paragraph, 'w:numPr'),
    exactLineOf: (properties, paragraph) => {
      const spacing = paragraphPart(properties, paragraph, 'w:spacing')
      if (!spacing || attribute(spacing.tag, 'w:lineRule') !== 'exact') return null
      return Number(attribute(spacing.tag, 'w:line') ?? NaN)
    },
    spacingOf: (properties, paragraph, name) => {
      const own = properties ? [properties] : []
      const said = [
        ...own,
        ...propertiesOf(chain('paragraph', paragraph ?? standards.paragraph), 'w:pPr'),
        ...(common ? [common] : []),
      ]
        .flatMap((each) => childOf(each, 'w:spacing') ?? [])
        .map(({ tag }) => attribute(tag, `w:${name}`))
        .find((value) => value !== null)
      const number = said == null ? NaN : twips(said)
      return Number.isNaN(number) ? null : number
    },
    bandOf: (table) => {
      const said = propertiesOf(chain('table', table ?? standards.table), 'w:tblPr').flatMap(
        (properties) => childOf(properties, 'w:tblStyleRowBandSize') ?? [],
      )[0]
      return Math.max(1, Number(valueOf(said) ?? 1) || 1)
    },
  }
}
