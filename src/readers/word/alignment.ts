/**
 * mammoth reads a paragraph's alignment but forgets it in its HTML: it is carried over in the paragraph's style name,
 * which the style map turns into an element and a class.
 */

const ALIGNMENTS: Readonly<Record<string, 'left' | 'center' | 'right'>> = {
  left: 'left',
  start: 'left',
  both: 'left',
  distribute: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
}

const SIDES = ['none', 'left', 'center', 'right'] as const
const LEVELS = [0, 1, 2, 3, 4, 5, 6] as const

const styleName = (side: string, level: number): string => `nianbao-${side}-${level}`

/** Style map lines for every side and heading level; level 0 is a plain paragraph. */
export const STYLE_MAP: readonly string[] = SIDES.flatMap((side) =>
  LEVELS.map((level) => {
    const element = level === 0 ? 'p' : `h${level}`
    return `p[style-name='${styleName(side, level)}'] => ${element}${side === 'none' ? '' : `.align-${side}`}:fresh`
  }),
)

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** For mammoth's `transformDocument`: names every paragraph's style after its side and level. */
export function nameStylesByAlignment(element: unknown): unknown {
  if (!isFields(element)) return element
  const children: readonly unknown[] | undefined = Array.isArray(element.children) ? element.children : undefined
  const copy = children === undefined ? element : { ...element, children: children.map(nameStylesByAlignment) }
  if (element.type !== 'paragraph') return copy
  const alignment = element.alignment
  const side = (typeof alignment === 'string' ? ALIGNMENTS[alignment] : undefined) ?? 'none'
  return { ...copy, numbering: null, styleId: null, styleName: styleName(side, levelOf(element.styleName)) }
}

/** Built-in styles keep their English names in every language's Word. */
function levelOf(style: unknown): number {
  if (typeof style !== 'string') return 0
  if (/^title$/i.test(style)) return 1
  return Number(/^heading ([1-6])$/i.exec(style)?.[1] ?? 0)
}
