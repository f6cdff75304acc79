import type { Workbook } from './package.js'
import type { XmlStart } from './xml.js'

/** A colour as the file names it: by its digits, its place in a theme or in the old palette, with a tint. */
export type ColourName = XmlStart['attributes']

/** Red, green and blue, 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** Gives the colour that a name means; null for the automatic one and for those that cannot be told. */
export type Palette = (name: ColourName | null) => Rgb | null

export const WHITE: Rgb = [1, 1, 1]
/** Automatic text is black. */
export const BLACK: Rgb = [0, 0, 0]

/** Text with less contrast to its ground (WCAG 2) is overlooked: light grey D9D9D9 on white has 1.4. */
const MIN_CONTRAST = 1.5

/** Colours of a theme in the order in which cells count them, and Office's own. */
const THEME = 'lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink'.split(' ')
const OFFICE = 'FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72'.split(' ')

/** The old palette (ECMA-376, 18.8.27); its first eight come twice. */
const BASE = '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF'
const INDEXED =
  `${BASE} ${BASE} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333`.split(
    ' ',
  )
/** The colours of windows: text and ground. */
const WINDOW_TEXT = '64'
const WINDOW = '65'

function rgbOf(digits: string | undefined): Rgb | null {
  const found = /([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(digits ?? '')
  if (!found) return null
  const [red = 0, green = 0, blue = 0] = found.slice(1).map((each) => parseInt(each, 16) / 255)
  return [red, green, blue]
}

function indexedColour(place: string | undefined): Rgb | null {
  if (place === undefined) return null
  if (place === WINDOW) return WHITE
  return place === WINDOW_TEXT ? BLACK : rgbOf(INDEXED[Number(place)])
}

/** A tint lightens (up to 1) or darkens (down to −1), as ECMA-376 (18.3.1.15) says of the colour's lightness. */
function tinted(colour: Rgb, tint: number): Rgb {
  const [high, low] = [Math.max(...colour), Math.min(...colour)]
  const lightness = (high + low) / 2
  const wanted = tint < 0 ? lightness * (1 + tint) : lightness * (1 - tint) + tint
  // Hue and saturation stay: the distance from the lightness changes with the room that it leaves.
  const room = (each: number): number => 1 - Math.abs(2 * each - 1)
  const scale = room(lightness) === 0 ? 0 : room(wanted) / room(lightness)
  const [red, green, blue] = colour
  const moved = (each: number): number => wanted + (each - lightness) * scale
  return [moved(red), moved(green), moved(blue)]
}

/** Relative luminance (WCAG 2). */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((each) =>
    each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Is a text nearly of the colour of its ground, so that it is overlooked? */
export function isFaint(text: Rgb, ground: Rgb): boolean {
  const [a, b] = [luminance(text), luminance(ground)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < MIN_CONTRAST
}

/**
 * Reads the colours of a workbook's theme, and gives what names of colours mean.
 * @throws DocumentError what walking through the part throws
 */
export async function paletteOf(workbook: Workbook, part: string): Promise<Palette> {
  const theme = OFFICE.map(rgbOf)
  let within = -1
  await workbook.walk(part, {
    open: ({ name, attributes }) => {
      const place = THEME.indexOf(name)
      if (place >= 0) within = place
      else if (within >= 0 && (name === 'srgbClr' || name === 'sysClr'))
        theme[within] = rgbOf(attributes.lastClr ?? attributes.val) ?? theme[within] ?? null
    },
    close: (name) => {
      if (THEME.includes(name)) within = -1
    },
  })
  return (name) => {
    if (name === null) return null
    const { rgb, indexed, tint } = name
    const byPlace = name.theme === undefined ? indexedColour(indexed) : (theme[Number(name.theme)] ?? null)
    const plain = rgb === undefined ? byPlace : rgbOf(rgb)
    return plain === null || tint === undefined ? plain : tinted(plain, Number(tint) || 0)
  }
}
