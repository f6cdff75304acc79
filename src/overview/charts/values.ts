import type { Outlier } from '../outliers.js'
import { AXIS, COLOURS, renderSvg, WITH_LABELS } from './render.js'
import type { Bin } from '../statistics.js'

const WIDTH = 480
const HEIGHT = 230

const grid = { left: 8, right: 12, top: 14, bottom: 8, ...WITH_LABELS }

/** How many reports lie in each bin. */
export const histogram = (bins: readonly Bin[]): string =>
  renderSvg(
    {
      grid,
      xAxis: {
        ...{ type: 'category', data: bins.map(({ label }) => label), ...AXIS },
        axisLabel: { ...AXIS.axisLabel, interval: 0, rotate: bins.length > 8 ? 40 : 0, fontSize: 11 },
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 4, ...AXIS },
      series: [
        {
          ...{ type: 'bar', barCategoryGap: '12%', itemStyle: { color: COLOURS.accent, borderRadius: [2, 2, 0, 0] } },
          data: bins.map(({ count }) => count),
        },
      ],
    },
    WIDTH,
    HEIGHT,
  )

/** The five figures of one category: whisker, lower quartile, median, upper quartile, whisker. */
export type Five = readonly [low: number, q1: number, middle: number, q3: number, high: number]

export const boxes = (categories: readonly string[], data: readonly Five[]): string =>
  renderSvg(
    {
      grid,
      xAxis: { type: 'category', data: categories, ...AXIS },
      yAxis: { type: 'value', splitNumber: 4, ...AXIS },
      series: [
        {
          ...{ type: 'boxplot', data, boxWidth: [10, 36] },
          itemStyle: { color: COLOURS.light, borderColor: COLOURS.accent, borderWidth: 1.5 },
        },
      ],
    },
    WIDTH,
    HEIGHT,
  )

const SCATTER_WIDTH = 980
const SCATTER_HEIGHT = 380
/** Zeros stand here on the logarithmic axes. */
const ZERO = 0.5
const onAxis = (value: number): number => Math.max(ZERO, value)
const axisLabel = { ...AXIS.axisLabel, formatter: (value: number) => (value < 1 ? '0' : String(value)) }

/** Draws printed values against usual ones: an outlier stands off the diagonal. */
export function scatter(
  outliers: readonly Outlier[],
  names: { readonly usual: string; readonly printed: string; readonly of: ReadonlyMap<Outlier['against'], string> },
): string {
  const most = 10 ** Math.ceil(Math.log10(Math.max(10, ...outliers.flatMap(({ value, usual }) => [value, usual]))))
  const axis = { type: 'log', min: ZERO, max: most, ...AXIS, axisLabel }
  const points = (against: Outlier['against'], colour: string): object => ({
    ...{ name: names.of.get(against) ?? '', type: 'scatter', symbolSize: 10 },
    itemStyle: { color: colour, opacity: 0.75, borderColor: '#fff', borderWidth: 1 },
    data: outliers.filter((each) => each.against === against).map(({ usual, value }) => [onAxis(usual), onAxis(value)]),
  })
  return renderSvg(
    {
      legend: { top: 0, left: 0, itemGap: 20, data: [...names.of.values()], textStyle: { color: COLOURS.soft } },
      grid: { left: 8, right: 16, top: 52, bottom: 34, ...WITH_LABELS },
      xAxis: { ...axis, name: names.usual, nameLocation: 'middle', nameGap: 26 },
      yAxis: { ...axis, name: names.printed },
      series: [
        {
          ...{ type: 'line', symbol: 'none', lineStyle: { color: COLOURS.pending, type: 'dashed' } },
          data: [
            [ZERO, ZERO],
            [most, most],
          ],
        },
        points('organ', COLOURS.failed),
        points('all', COLOURS.accent),
      ],
    },
    SCATTER_WIDTH,
    SCATTER_HEIGHT,
  )
}
