import { createHash } from 'node:crypto'
import { BASE, init, type Chart } from './look.js'

/** Draws a chart as SVG, without a browser. */
export function renderSvg({ option, width, height }: Chart): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ ...BASE, ...option })
    return still(chart.renderToSVGString({ useViewBox: true }))
  } finally {
    chart.dispose()
  }
}

/**
 * The drawing alone: without size (the page scales it), without what the library adds for a mouse, and with names of its
 * parts that come of its content rather than of how many charts were drawn before. What it shows is said beside it.
 */
function still(svg: string): string {
  const drawn = svg
    .replace(/^<svg width="\d+" height="\d+"/, '<svg aria-hidden="true" focusable="false"')
    .replace(/<style >.*?<\/style>\s*/s, '')
    .replace(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*")/g, '')
  const name = createHash('sha256')
    .update(drawn.replace(/zr\d+-/g, ''))
    .digest('hex')
    .slice(0, 8)
  return drawn.replace(/(["#])zr\d+-/g, `$1c${name}-`)
}
