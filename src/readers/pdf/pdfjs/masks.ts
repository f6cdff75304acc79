import { contains } from '../matrix.js'
import type { PaintedPicture } from '../engine.js'
import { hasMask, type Painted } from './interpreter.js'

/** Milliseconds to wait for the pixels of a picture, which pdf.js decodes apart from the operator list. */
const PATIENCE_MS = 3_000

/** Where pdf.js keeps what a page (or the document) is painted with. */
interface Store {
  get(id: string, callback: (data: unknown) => void): unknown
}

/** The store of an id, as pdf.js tells them apart. */
interface Stores {
  readonly objs: Store
  readonly commonObjs: Store
}

function pixelsOf(id: string, { objs, commonObjs }: Stores): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(null)
    }, PATIENCE_MS)
    const store = id.startsWith('g_') ? commonObjs : objs
    store.get(id, (image) => {
      clearTimeout(timer)
      resolve(image)
    })
  })
}

/**
 * The pictures of a page, those with a mask (a seal, a watermark) known as such. Only what lies over text is asked for:
 * whether that text is seen is all that hangs on it.
 */
export async function withMasks({ glyphs, pictures, sources }: Painted, stores: Stores): Promise<PaintedPicture[]> {
  return Promise.all(
    pictures.map(async (picture) => {
      const id = sources.get(picture)
      const covers = glyphs.some(
        ({ box, order, visible }) =>
          visible && order < picture.order && contains(picture.box, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2),
      )
      if (id === undefined || !covers || !hasMask(await pixelsOf(id, stores))) return picture
      return { ...picture, opaque: false }
    }),
  )
}
