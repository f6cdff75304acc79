import type { Recognition } from '../model/source.js'
import type { Recogniser, RecogniserName } from '../scan/index.js'

/** Models take a second to load, so a process loads each once and keeps it. */
const loaded = new Map<RecogniserName, Promise<Recogniser>>()

/** The recogniser asked for, ready to read; null where recognition is off. */
export async function recogniserFor(ocr: Recognition): Promise<Recogniser | null> {
  if (ocr === 'off') return null
  let recogniser = loaded.get(ocr)
  if (!recogniser) {
    const { createRecogniser } = await import('../scan/index.js')
    recogniser = createRecogniser(ocr)
    loaded.set(ocr, recogniser)
  }
  return recogniser
}
