import type * as OpenCv from '@techstark/opencv-js'
import type { ColourImage, GrayImage } from './image.js'

/** OpenCV as WebAssembly, ready for use. */
export type Cv = (typeof OpenCv)['default']

/** Registers something that lives in WebAssembly memory for deletion at the end of the scope. */
export type Keep = <T extends { delete(): unknown }>(object: T) => T

// Never handed through a promise: the module has a `then` of its own, and awaiting it would never end.
let ready: { readonly cv: Cv } | null = null
let loading: Promise<void> | null = null

/** Loads OpenCV once (about 150 ms); after it `useCv` works. */
export async function loadCv(): Promise<void> {
  loading ??= import('@techstark/opencv-js').then(
    ({ default: cv }) =>
      new Promise<void>((resolve) => {
        const done = (): void => {
          ready = { cv }
          resolve()
        }
        // Already compiled where something else loaded the module before us.
        if ('Mat' in cv) done()
        else Object.assign(cv, { onRuntimeInitialized: done })
      }),
  )
  await loading
}

/**
 * Runs one image operation; all that it keeps is deleted afterwards, whatever happens: OpenCV's memory is not collected.
 * Throws if OpenCV was not loaded, or what the operation throws (an OpenCV number as an Error with its text).
 */
export function useCv<T>(operation: (cv: Cv, keep: Keep) => T): T {
  if (!ready) throw new Error('OpenCV is not loaded')
  const { cv } = ready
  const kept: { delete(): unknown }[] = []
  try {
    return operation(cv, (object) => {
      kept.push(object)
      return object
    })
  } catch (error) {
    if (typeof error === 'number') throw new Error(`OpenCV error ${error}`, { cause: error })
    throw error
  } finally {
    for (const object of kept) object.delete()
  }
}

/** A grey picture as a Mat (CV_8UC1), its pixels copied; to be kept by the caller. */
export function toMat(cv: Cv, image: GrayImage): OpenCv.Mat {
  const mat = new cv.Mat(image.height, image.width, cv.CV_8UC1)
  mat.data.set(image.data)
  return mat
}

/** A colour picture as a Mat (CV_8UC3, red first), its pixels copied; to be kept by the caller. */
export function toColourMat(cv: Cv, image: ColourImage): OpenCv.Mat {
  const mat = new cv.Mat(image.height, image.width, cv.CV_8UC3)
  mat.data.set(image.rgb)
  return mat
}

/** A CV_8UC1 Mat's pixels, copied out. */
export const fromMat = (mat: OpenCv.Mat): GrayImage => ({
  width: mat.cols,
  height: mat.rows,
  data: new Uint8Array(mat.data),
})
