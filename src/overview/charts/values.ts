import { AXIS, COLOURS, WITH_LABELS, type Chart } from './look.js'
import type { Bin, Five } from '../statistics.js'

/** A number is compared with the other years of its organ, or with all reports. */
type Against = 'organ' | 'all'

/** A printed number beside the usual one. */
interface Point {
  readonly usual: number
  readonly value: number
  readonly against: Against
}

const WIDTH = 480
const HEIGHT = 230

const grid = { left: 8, right: 12, top: 14, bottom: 8, ...WITH_LABELS }

/** How many reports lie in each bin. */
export const histogram = (bins: readonly Pick<Bin, 'label' | 'count'>[]): Chart => ({
  option: {
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
  width: WIDTH,
  height: HEIGHT,
})

export const boxes = (categories: readonly string[], data: readonly Five[]): Chart => ({
  option: {
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
  width: WIDTH,
  height: HEIGHT,
})

const SCATTER_WIDTH = 980
const SCATTER_HEIGHT = 380
/** Zeros stand here on the logarithmic axes. */
const ZERO = 0.5
const onAxis = (value: number): number => Math.max(ZERO, value)
const axisLabel = { ...AXIS.axisLabel, formatter: (value: number) => (value < 1 ? '0' : String(value)) }

/** Draws printed values against usual ones: an outlier stands off the diagonal. */
export function scatter(
  outliers: readonly Point[],
  names: { readonly usual: string; readonly printed: string; readonly of: ReadonlyMap<Against, string> },
): Chart {
  const most = 10 ** Math.ceil(Math.log10(Math.max(10, ...outliers.flatMap(({ value, usual }) => [value, usual]))))
  const axis = { type: 'log', min: ZERO, max: most, ...AXIS, axisLabel }
  const points = (against: Against, colour: string): object => ({
    ...{ name: names.of.get(against) ?? '', type: 'scatter', symbolSize: 10 },
    itemStyle: { color: colour, opacity: 0.75, borderColor: '#fff', borderWidth: 1 },
    data: outliers.filter((each) => each.against === against).map(({ usual, value }) => [onAxis(usual), onAxis(value)]),
  })
  return {
    option: {
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
    width: SCATTER_WIDTH,
    height: SCATTER_HEIGHT,
  }
}
