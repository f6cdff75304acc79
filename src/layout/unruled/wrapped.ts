import { linesOfPlaced, middle, type Placed } from './placed.js'
import { textLine, type TextLine } from './rows.js'

/** Values stand on one line. */
const SAME_LINE = 0.5
/** Rows are never nearer than this (em). */
const BROKEN_NUMBER = 0.9
/** Two lines of a text stand as far above as below what is beside them, give or take (em), and as near as lines do. */
const EVEN = 0.3
const LINE_PITCH = 1.2

const isWords = ({ runs }: TextLine): boolean => runs.every(({ run }) => !run.isValue)

const isOver = (upper: Placed, lower: Placed): boolean => upper.left < lower.right && lower.left < upper.right

/** Do words of two lines, the one above and the other below a line, stand around it as a text in two lines does? */
function standAround(upper: TextLine, row: TextLine, lower: TextLine, leading: number): boolean {
  const size = upper.runs[0]?.size ?? 0
  const even = Math.abs(middle(upper) + middle(lower) - 2 * middle(row)) < 2 * EVEN * size
  const near = middle(lower) - middle(upper) <= leading * LINE_PITCH
  const alone = [...upper.runs, ...lower.runs].every((run) => row.runs.every((other) => !isOver(run, other)))
  const goesOn =
    upper.runs.every((run) => lower.runs.some((other) => isOver(run, other))) &&
    lower.runs.every((run) => upper.runs.some((other) => isOver(other, run)))
  return even && near && alone && goesOn
}

/**
 * Lines of values. A number broken in a narrow cell stands half a line above and below the others of its row, and so do the
 * words of a label among the values, as tables of two sides have them.
 */
export function valueRows(values: readonly Placed[], leading: number): TextLine[] {
  const rows: TextLine[] = []
  for (const line of linesOfPlaced(values, SAME_LINE).map(textLine)) {
    const last = rows.at(-1)
    const below = last?.runs.at(-1)
    if (last && below && middle(line) - middle(below) < BROKEN_NUMBER * below.size)
      rows[rows.length - 1] = textLine([...last.runs, ...line.runs])
    else rows.push(line)
  }
  const whole: TextLine[] = []
  for (let index = 0; index < rows.length; index += 1) {
    const [upper, row, lower] = [rows[index], rows[index + 1], rows[index + 2]]
    if (!upper) break
    if (row && lower && isWords(upper) && isWords(lower) && !isWords(row) && standAround(upper, row, lower, leading)) {
      whole.push(textLine([...upper.runs, ...row.runs, ...lower.runs]))
      index += 2
    } else whole.push(upper)
  }
  return whole
}

/** Does a label stand at the middle between two lines of the text behind it, as a code does beside a name in two lines? */
export function isBetweenLines(run: Placed, behind: readonly Placed[], leading: number): boolean {
  const near = behind.filter((other) => Math.abs(middle(other) - middle(run)) < leading)
  const row = textLine([run])
  return near.some(
    (upper) =>
      middle(upper) < middle(run) &&
      near.some(
        (lower) => middle(lower) > middle(run) && standAround(textLine([upper]), row, textLine([lower]), leading),
      ),
  )
}

/** The headings of labels with the last lines of those that stand around a heading of values: 功能分类科目编 / 码. */
export function goingOn(
  corner: readonly Placed[],
  labels: readonly Placed[],
  heads: readonly Placed[],
  leading: number,
): readonly Placed[] {
  const lines = linesOfPlaced(heads, SAME_LINE).map(textLine)
  const last = labels.filter(
    (run) =>
      !corner.includes(run) &&
      !run.run.isValue &&
      corner.some((above) => lines.some((line) => standAround(textLine([above]), line, textLine([run]), leading))),
  )
  return last.length > 0 ? [...corner, ...last] : corner
}
