import type { Recogniser } from './recogniser.js'

export type { Recogniser } from './recogniser.js'

export const RECOGNISERS = ['ppocr', 'tesseract'] as const
export type RecogniserName = (typeof RECOGNISERS)[number]

/** Loads a recogniser: its library and its model are read from disk only now. Close it when no page is left. */
export async function createRecogniser(name: RecogniserName): Promise<Recogniser> {
  switch (name) {
    case 'ppocr':
      return (await import('./ppocr.js')).createPpOcr()
    case 'tesseract':
      return (await import('./tesseract.js')).createTesseract()
  }
}
