/** Pixels: left and top within, right and bottom beyond. */
export interface TextBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** PP-OCR's own settings: what counts as text, as a box of text, and how far a box reaches beyond what was found. */
const TEXT = 0.3
const BOX = 0.6
const UNCLIP = 1.5
/** Smaller boxes (pixels) are specks. */
const MIN_SIDE = 3

/** Boxes around the stretches of text in a map of probabilities, one for each pixel. */
export function textBoxes(map: Float32Array, width: number, height: number): readonly TextBox[] {
  const seen = new Uint8Array(width * height)
  const boxes: TextBox[] = []
  for (let start = 0; start < map.length; start += 1) {
    if (seen[start] || (map[start] ?? 0) < TEXT) continue
    const found = flood(map, seen, start, width, height)
    const [across, down] = [found.right - found.left, found.bottom - found.top]
    if (Math.min(across, down) < MIN_SIDE || found.sum / found.count < BOX) continue
    const reach = (across * down * UNCLIP) / (2 * (across + down))
    boxes.push({
      left: Math.max(0, found.left - reach),
      top: Math.max(0, found.top - reach),
      right: Math.min(width, found.right + reach),
      bottom: Math.min(height, found.bottom + reach),
    })
  }
  return boxes
}

interface Stretch extends TextBox {
  readonly sum: number
  readonly count: number
}

function flood(map: Float32Array, seen: Uint8Array, start: number, width: number, height: number): Stretch {
  let [left, top, right, bottom, sum, count] = [width, height, 0, 0, 0, 0]
  const open = [start]
  seen[start] = 1
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + 1)
    bottom = Math.max(bottom, y + 1)
    sum += map[at] ?? 0
    count += 1
    const around = [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, y < height - 1 ? at + width : -1]
    for (const next of around) {
      if (next < 0 || seen[next] || (map[next] ?? 0) < TEXT) continue
      seen[next] = 1
      open.push(next)
    }
  }
  return { left, top, right, bottom, sum, count }
}
