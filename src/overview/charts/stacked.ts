import { AXIS, COLOURS, WITH_LABELS, type Chart } from './look.js'

/** One colour of a stack, with its count for each category. */
export interface Layer {
  readonly name: string
  readonly colour: string
  readonly counts: readonly number[]
}

const WIDTH = 640
const COLUMN_HEIGHT = 300
/** Pixels of a row and of what stands above and below all rows. */
const ROW = 26
const AROUND = 64
/** Characters of a category's name that are shown. */
const LABEL = 26

const legend = {
  top: 0,
  left: 0,
  icon: 'roundRect',
  itemWidth: 12,
  itemHeight: 12,
  itemGap: 16,
  textStyle: { color: COLOURS.soft },
}

const series = (layers: readonly Layer[]): object[] =>
  layers
    .filter(({ counts }) => counts.some((count) => count > 0))
    .map(({ name, colour, counts }) => ({
      ...{ name, type: 'bar', stack: 'all', data: counts, barMaxWidth: 44, itemStyle: { color: colour } },
    }))

/** Counts over a few ordered categories, years say. */
export const stackedColumns = (categories: readonly string[], layers: readonly Layer[]): Chart => ({
  option: {
    legend,
    grid: { left: 8, right: 8, top: 40, bottom: 8, ...WITH_LABELS },
    xAxis: { type: 'category', data: categories, ...AXIS },
    yAxis: { type: 'value', minInterval: 1, ...AXIS },
    series: series(layers),
  },
  width: WIDTH,
  height: COLUMN_HEIGHT,
})

/** Counts over names, which need room. */
export const stackedRows = (categories: readonly string[], layers: readonly Layer[]): Chart => ({
  option: {
    legend,
    grid: { left: 20, right: 24, top: 32, bottom: 8, ...WITH_LABELS },
    xAxis: { type: 'value', minInterval: 1, ...AXIS },
    yAxis: {
      ...{ type: 'category', inverse: true, data: categories, ...AXIS },
      axisLabel: { ...AXIS.axisLabel, interval: 0, formatter: (text: string) => shortened(text) },
    },
    series: series(layers),
  },
  width: WIDTH,
  height: AROUND + ROW * categories.length,
})

/** Long names keep their beginning and their end, where they differ. */
export function shortened(text: string): string {
  const characters = Array.from(text)
  if (characters.length <= LABEL) return text
  const half = Math.floor((LABEL - 1) / 2)
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`
}
