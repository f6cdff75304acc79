import { BarChart, BoxplotChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, VisualMapComponent } from 'echarts/components'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

/** The charts, whoever draws them: an overview that stands alone, or the workbench. This folder knows nothing of either. */

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

export { init }

/** A chart as ECharts takes it; sizes in pixels, which only give its proportions. */
export interface Chart {
  readonly option: EChartsCoreOption
  readonly width: number
  readonly height: number
}

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

/** Options that all charts share: no animation, the font of the page. */
export const BASE = { animation: false, textStyle: { fontFamily: FONT, color: COLOURS.ink } } as const
