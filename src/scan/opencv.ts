import { createRequire } from 'node:module'
import type { ColourImage, GrayImage } from './image.js'

/** A matrix in WebAssembly memory; what is not deleted stays there for ever. */
export interface Mat {
  readonly rows: number
  readonly cols: number
  readonly data: Uint8Array
  readonly data32S: Int32Array
  readonly data32F: Float32Array
  readonly data64F: Float64Array
  /** Copies the pixels that the mask marks (all without one). */
  copyTo(target: Mat, mask?: Mat): void
  convertTo(target: Mat, type: number, scale?: number, shift?: number): void
  delete(): void
}

interface MatVector {
  get(index: number): Mat
  delete(): void
}

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The part of OpenCV that is used here, with its types made narrow: those of the package say `any` in many places.
 * Names and orders of arguments are OpenCV's own.
 */
export interface Cv {
  readonly Mat: new (rows?: number, columns?: number, type?: number) => Mat
  readonly MatVector: new () => MatVector
  readonly Size: new (width: number, height: number) => Size
  readonly CV_8UC1: number
  readonly CV_8UC3: number
  readonly CV_32FC1: number
  readonly CV_32S: number
  readonly CV_64F: number
  readonly INTER_AREA: number
  readonly INTER_CUBIC: number
  readonly INTER_LINEAR: number
  readonly BORDER_REPLICATE: number
  readonly BORDER_CONSTANT: number
  readonly MORPH_OPEN: number
  readonly MORPH_CLOSE: number
  readonly MORPH_TOPHAT: number
  readonly MORPH_RECT: number
  readonly THRESH_BINARY: number
  readonly THRESH_BINARY_INV: number
  readonly DECOMP_SVD: number
  readonly COLOR_RGB2GRAY: number
  readonly ROTATE_90_CLOCKWISE: number
  readonly ROTATE_180: number
  readonly ROTATE_90_COUNTERCLOCKWISE: number
  resize(source: Mat, target: Mat, size: Size, fx: number, fy: number, interpolation: number): void
  threshold(source: Mat, target: Mat, threshold: number, high: number, type: number): number
  blur(source: Mat, target: Mat, kernel: Size): void
  GaussianBlur(source: Mat, target: Mat, kernel: Size, sigmaX: number): void
  medianBlur(source: Mat, target: Mat, kernel: number): void
  getStructuringElement(shape: number, size: Size): Mat
  morphologyEx(source: Mat, target: Mat, operation: number, kernel: Mat): void
  dilate(source: Mat, target: Mat, kernel: Mat): void
  connectedComponentsWithStats(source: Mat, labels: Mat, stats: Mat, centroids: Mat, connectivity: number): number
  remap(source: Mat, target: Mat, x: Mat, y: Mat, interpolation: number, border: number, value: readonly number[]): void
  warpAffine(
    source: Mat,
    target: Mat,
    matrix: Mat,
    size: Size,
    interpolation: number,
    border: number,
    value: readonly number[],
  ): void
  rotate(source: Mat, target: Mat, code: number): void
  divide(a: Mat, b: Mat, target: Mat, scale: number): void
  cvtColor(source: Mat, target: Mat, code: number): void
  split(source: Mat, targets: MatVector): void
  subtract(a: Mat, b: Mat, target: Mat): void
  min(a: Mat, b: Mat, target: Mat): void
  max(a: Mat, b: Mat, target: Mat): void
  bitwise_and(a: Mat, b: Mat, target: Mat): void
  bitwise_not(source: Mat, target: Mat): void
  solve(a: Mat, b: Mat, x: Mat, method: number): boolean
}

/** Registers something that lives in WebAssembly memory for deletion at the end of the scope. */
export type Keep = <T extends { delete(): void }>(object: T) => T

// Never handed through a promise: the module has a `then` of its own, and awaiting it would never end.
let ready: { readonly cv: Cv } | null = null
let loading: Promise<void> | null = null

const isHandler = (value: unknown): value is (...values: unknown[]) => void => typeof value === 'function'

const CRASH_EVENTS = ['uncaughtException', 'unhandledRejection'] as const

/** Emscripten's module hooks itself into the process's crash handling; a library must not. Gives the way to undo it. */
function watchCrashHandlers(): () => void {
  const before = CRASH_EVENTS.map((event) => process.rawListeners(event))
  return () => {
    CRASH_EVENTS.forEach((event, index) => {
      for (const listener of process.rawListeners(event))
        if (isHandler(listener) && !before[index]?.includes(listener)) process.off(event, listener)
    })
  }
}

/** Loads OpenCV once (about 150 ms); after it `useCv` works. */
export async function loadCv(): Promise<void> {
  loading ??= load()
  await loading
}

const isCv = (module: object): module is Cv => 'Mat' in module && 'remap' in module && 'solve' in module

async function load(): Promise<void> {
  const undo = watchCrashHandlers()
  // Not `import()`: a module with a `then` would be awaited for ever.
  const module: unknown = createRequire(import.meta.url)('@techstark/opencv-js')
  if (typeof module !== 'object' || module === null) throw new Error('OpenCV is not what it was')
  await new Promise<void>((resolve) => {
    // Already compiled where something else loaded the module before us.
    if (isCv(module)) resolve()
    else Object.assign(module, { onRuntimeInitialized: resolve })
  })
  undo()
  if (!isCv(module)) throw new Error('OpenCV lacks what is used here')
  ready = { cv: module }
}

/**
 * Runs one image operation; all that it keeps is deleted afterwards, whatever happens: OpenCV's memory is not collected.
 * Throws if OpenCV was not loaded, or what the operation throws (OpenCV itself throws numbers; they become errors).
 */
export function useCv<T>(operation: (cv: Cv, keep: Keep) => T): T {
  if (!ready) throw new Error('OpenCV is not loaded')
  const { cv } = ready
  const kept: { delete(): void }[] = []
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
export function toMat(cv: Cv, image: GrayImage): Mat {
  const mat = new cv.Mat(image.height, image.width, cv.CV_8UC1)
  mat.data.set(image.data)
  return mat
}

/** A colour picture as a Mat (CV_8UC3, red first), its pixels copied; to be kept by the caller. */
export function toColourMat(cv: Cv, image: ColourImage): Mat {
  const mat = new cv.Mat(image.height, image.width, cv.CV_8UC3)
  mat.data.set(image.rgb)
  return mat
}

/** A CV_8UC1 Mat's pixels, copied out. */
export const fromMat = (mat: Mat): GrayImage => ({
  width: mat.cols,
  height: mat.rows,
  data: new Uint8Array(mat.data),
})

/** A copy of a picture in a smaller scale (0..1), with sides of at least some pixels. */
export function shrunk(cv: Cv, keep: Keep, picture: Mat, scale: number, least = 1): Mat {
  const small = keep(new cv.Mat())
  const side = (length: number): number => Math.max(least, Math.round(length * scale))
  cv.resize(picture, small, new cv.Size(side(picture.cols), side(picture.rows)), 0, 0, cv.INTER_AREA)
  return small
}

/** A rectangle of ones for morphology, odd sides, in pixels. */
export function rectangle(cv: Cv, width: number, height: number): Mat {
  const odd = (side: number): number => 2 * Math.floor(Math.max(1, Math.round(side)) / 2) + 1
  return cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(odd(width), odd(height)))
}
