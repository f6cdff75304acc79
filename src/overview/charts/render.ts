import { createHash } from 'node:crypto'
import { BarChart, BoxplotChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, VisualMapComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([
  BarChart,
  BoxplotChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  VisualMapComponent,
  SVGRenderer,
])

/** Stands inside style="…". */
const FONT = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/** Colours of the outcomes everywhere, told apart also by those who see no red and green. */
export const COLOURS = {
  ok: '#3a8f6b',
  flagged: '#e3a92b',
  failed: '#b8434a',
  pending: '#a7b1bc',
  accent: '#35689e',
  light: '#9dbbdb',
  ink: '#1c2733',
  soft: '#5d6b7a',
  line: '#dfe5eb',
} as const

/** Axes as all charts draw them: small, grey, without motion. */
export const AXIS = {
  axisLine: { lineStyle: { color: COLOURS.line } },
  axisTick: { show: false },
  axisLabel: { color: COLOURS.soft, fontSize: 12 },
  splitLine: { lineStyle: { color: COLOURS.line } },
  nameTextStyle: { color: COLOURS.soft, fontSize: 12 },
} as const

/** The labels of the axes stay inside the picture (what was containLabel up to ECharts 5). */
export const WITH_LABELS = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' } as const

/** Draws a chart as SVG, without a browser; sizes in pixels, which only give its proportions. */
export function renderSvg(option: EChartsCoreOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: FONT, color: COLOURS.ink }, ...option })
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
