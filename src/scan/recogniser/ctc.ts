import type { Alternative } from '../../model/page.js'
import type { ReadCharacter } from './recogniser.js'

/** Index of "no character" among the classes, as PaddleOCR numbers them. */
const BLANK = 0
/** Alternatives below this probability say nothing. */
const MIN_ALTERNATIVE = 0.001
const MAX_ALTERNATIVES = 5
/** A second character suspected inside a run, or between two, is worth an alternative from this probability on. */
const MIN_INSERTION = 0.02

/** Probabilities of one line: `steps` rows of `classes` numbers that add up to 1, from `offset` on. */
interface Probabilities {
  readonly data: Float32Array
  readonly offset: number
  readonly steps: number
  readonly classes: number
}

interface Run {
  readonly label: number
  readonly from: number
  /** Exclusive. */
  to: number
  /** The step at which the label is likeliest. */
  peak: number
}

function bestAt({ data, offset, classes }: Probabilities, step: number): number {
  const start = offset + step * classes
  let best = 0
  let most = data[start] ?? 0
  for (let label = 1; label < classes; label++) {
    const probability = data[start + label] ?? 0
    if (probability > most) {
      most = probability
      best = label
    }
  }
  return best
}

/** The best path, equal neighbours collapsed; blanks included. */
function runsOf(probabilities: Probabilities, at: (step: number, label: number) => number): Run[] {
  const runs: Run[] = []
  for (let step = 0; step < probabilities.steps; step++) {
    const label = bestAt(probabilities, step)
    const last = runs.at(-1)
    if (last?.label === label) {
      last.to = step + 1
      if (at(step, label) > at(last.peak, label)) last.peak = step
    } else runs.push({ label, from: step, to: step + 1, peak: step })
  }
  return runs
}

/** Labels by their greatest probability in some steps, best first, the given ones left out. */
function rivals(
  { data, offset, classes }: Probabilities,
  steps: readonly number[],
  leaveOut: number,
): { label: number; confidence: number }[] {
  const greatest = new Map<number, number>()
  for (const step of steps) {
    const start = offset + step * classes
    for (let label = 0; label < classes; label++) {
      const confidence = data[start + label] ?? 0
      if (confidence >= MIN_ALTERNATIVE && label !== leaveOut && confidence > (greatest.get(label) ?? 0))
        greatest.set(label, confidence)
    }
  }
  return [...greatest]
    .map(([label, confidence]) => ({ label, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MAX_ALTERNATIVES)
}

/**
 * Best-path decoding of a CTC network's output (Graves et al., 2006) that keeps what the path leaves out: each character
 * has the probability of its likeliest step, the other classes of that step as alternatives, and characters that were
 * nearly read between it and the next one as longer alternatives.
 *
 * `letters[label]` is the text of a class; `pixelsPerStep` and `width` put characters onto the line's picture.
 */
export function decodeCtc(
  probabilities: Probabilities,
  letters: readonly string[],
  pixelsPerStep: number,
  width: number,
): ReadCharacter[] {
  const { data, offset, classes } = probabilities
  const at = (step: number, label: number): number => data[offset + step * classes + label] ?? 0
  const runs = runsOf(probabilities, at)
  const characters: ReadCharacter[] = []
  runs.forEach((run, index) => {
    if (run.label === BLANK) return
    const text = letters[run.label] ?? ''
    const alternatives: Alternative[] = rivals(probabilities, [run.peak], run.label).map(({ label, confidence }) => ({
      text: label === BLANK ? '' : (letters[label] ?? ''),
      confidence,
    }))
    const gap = runs[index + 1]
    if (gap?.label === BLANK) {
      const steps = Array.from({ length: gap.to - gap.from }, (_, step) => gap.from + step)
      const next = runs[index + 2]?.label
      for (const { label, confidence } of rivals(probabilities, steps, BLANK)) {
        // The tails of this character and of the next one reach into the gap between them; they are no third one.
        if (confidence < MIN_INSERTION || label === run.label || label === next) continue
        alternatives.push({ text: text + (letters[label] ?? ''), confidence })
      }
    }
    characters.push({
      text,
      confidence: at(run.peak, run.label),
      alternatives: alternatives.sort((a, b) => b.confidence - a.confidence).slice(0, MAX_ALTERNATIVES),
      left: Math.min(width, run.from * pixelsPerStep),
      right: Math.min(width, run.to * pixelsPerStep),
    })
  })
  return characters
}
