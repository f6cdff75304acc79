import type { Box } from '../../../model/geometry.js'
import type { Colour } from '../engine.js'
import type { Matrix } from '../matrix.js'

/** A text object of a page, as one operator shows it. */
export interface TextRun {
  readonly order: number
  readonly colour: Colour
  /** Something is painted, if the clip leaves it. */
  readonly visible: boolean
  readonly clip: Box
  /** [left, bottom, right, top] in the space of its surroundings. */
  readonly bounds: Box
  /** The same on the page, as boxes of characters are. */
  readonly shown: Box
  /** Whether its clip may hide characters within its box. */
  readonly holes: boolean
  /** Whether its stroke may hide it. */
  readonly unsure: boolean
  /** From the space of its surroundings to points on the page. */
  readonly surroundings: Matrix
}
