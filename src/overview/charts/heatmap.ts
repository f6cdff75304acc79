import { AXIS, COLOURS, WITH_LABELS, type Chart } from './look.js'
import { shortened } from './stacked.js'

const WIDTH = 640
const ROW = 26
const AROUND = 40
/** From this share of the largest count on, numbers are white on the colour. */
const DARK = 0.55

/** Counts by row and column as a shade, with the number in it; nothing where there are none. */
export function heatmap(
  rows: readonly string[],
  columns: readonly string[],
  countAt: (row: number, column: number) => number,
): Chart {
  const cells = rows.flatMap((_, row) =>
    columns.map((__, column): readonly [number, number, number] => [column, row, countAt(row, column)]),
  )
  const most = Math.max(1, ...cells.map(([, , count]) => count))
  return {
    option: {
      grid: { left: 20, right: 8, top: 8, bottom: 8, ...WITH_LABELS },
      xAxis: { type: 'category', data: columns, ...AXIS, position: 'top' },
      yAxis: {
        ...{ type: 'category', inverse: true, data: rows, ...AXIS },
        axisLabel: { ...AXIS.axisLabel, interval: 0, formatter: (text: string) => shortened(text) },
      },
      visualMap: { show: false, min: 0, max: most, inRange: { color: ['#e9f0f7', COLOURS.accent] } },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: '#fff', borderWidth: 2, borderRadius: 3 },
          data: cells
            .filter(([, , count]) => count > 0)
            .map((value) => ({
              value,
              label: { show: true, fontSize: 12, color: value[2] > DARK * most ? '#fff' : COLOURS.ink },
            })),
        },
      ],
    },
    width: WIDTH,
    height: AROUND + ROW * rows.length,
  }
}
