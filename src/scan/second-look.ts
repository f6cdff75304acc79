import { accountsFor } from './account.js'
import type { LinePicture } from './cuts.js'
import { boxHeight, boxWidth, type GrayImage } from './image.js'
import { toMat, useCv } from './opencv.js'
import type { ReadLine, Recogniser } from './recogniser/recogniser.js'

/** Longer lines are words; of their height. */
const LONGEST = 3.5
/**
 * Short numbers are read again stretched by this factor: two like digits close together become one to a recogniser that
 * looks at steps of a sixth of the height.
 */
const STRETCH = 1.5

const textOf = ({ characters }: ReadLine): string => characters.map(({ text }) => text).join('')

const accounts = (cut: LinePicture, line: ReadLine): boolean => accountsFor(line.characters, cut.patches, cut.crop.left)

/**
 * Tells whether nothing was read in a short line of a cell, or not what accounts for its ink. Letters may stand for digits.
 */
function failed(cut: LinePicture, line: ReadLine): boolean {
  if (cut.cell === null || boxWidth(cut.ink) > LONGEST * boxHeight(cut.ink)) return false
  return textOf(line).trim() === '' || !accounts(cut, line)
}

function stretched(picture: GrayImage): GrayImage {
  const { height } = picture
  const width = Math.round(picture.width * STRETCH)
  return useCv((cv, keep) => {
    const target = keep(new cv.Mat())
    cv.resize(keep(toMat(cv, picture)), target, new cv.Size(width, height), 0, 0, cv.INTER_CUBIC)
    return { width, height, data: new Uint8Array(target.data) }
  })
}

/**
 * Reads short lines of cells again, stretched, where the first look gave nothing that accounts for the ink. Gives what
 * was found by index; a reading at the second look is never sure.
 */
export async function lookAgain(
  cuts: readonly LinePicture[],
  lines: readonly ReadLine[],
  recogniser: Recogniser,
): Promise<ReadonlyMap<number, ReadLine>> {
  const again = cuts.flatMap((cut, index) => (failed(cut, lines[index] ?? { characters: [] }) ? [{ cut, index }] : []))
  const found = new Map<number, ReadLine>()
  if (again.length === 0) return found
  const read = await recogniser.readLines(again.map(({ cut }) => stretched(cut.picture)))
  for (const [place, { cut, index }] of again.entries()) {
    const characters = (read[place]?.characters ?? []).map((character) => ({
      ...character,
      left: character.left / STRETCH,
      right: character.right / STRETCH,
    }))
    const line = { characters }
    if (/^\d+$/.test(textOf(line)) && accounts(cut, line)) found.set(index, line)
  }
  return found
}
