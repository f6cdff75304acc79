import type { Alternative } from '../../model/page.js'
import type { GrayImage } from '../image.js'

/** One character that a recogniser read in the picture of a line. */
export interface ReadCharacter {
  readonly text: string
  /** Probability in 0..1 that it is this character. */
  readonly confidence: number
  /**
   * Other readings of the same place, best first. An empty text says that there is no character; two characters say
   * that another one may stand behind it.
   */
  readonly alternatives: readonly Alternative[]
  /** Left and right bounds in pixels of the line's picture. */
  readonly left: number
  readonly right: number
}

/** A recogniser's reading of one line, left to right; no characters where it found none. */
export interface ReadLine {
  readonly characters: readonly ReadCharacter[]
}

/**
 * Reads pictures of single lines of upright text, dark on light, with a little white around them.
 * All recognisers take and give the same shapes; their readings of a picture differ.
 */
export interface Recogniser {
  /** Engine and model, for the record's provenance. */
  readonly name: string
  /** Set where its confidences were never measured against what is right: then none of its readings counts as sure. */
  readonly uncalibrated?: true
  /** One result a line, in the order of the lines. */
  readLines(lines: readonly GrayImage[]): Promise<readonly ReadLine[]>
  /** Frees what it holds; it reads nothing afterwards. */
  close(): Promise<void>
}
