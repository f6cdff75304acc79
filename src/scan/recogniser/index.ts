import { DocumentError } from '../../model/problem.js'
import { installCommand, missingPackage } from '../../packages.js'
import type { Recogniser } from './recogniser.js'

export type { Recogniser } from './recogniser.js'

export const RECOGNISERS = ['ppocr', 'tesseract'] as const
export type RecogniserName = (typeof RECOGNISERS)[number]

/**
 * Loads a recogniser: its library and its model are read from disk only now. Close it when no page is left.
 * @throws DocumentError `tesseract-missing`: its packages do not come with nianbao
 */
export async function createRecogniser(name: RecogniserName): Promise<Recogniser> {
  switch (name) {
    case 'ppocr':
      return (await import('./ppocr.js')).createPpOcr()
    case 'tesseract':
      try {
        return await (await import('./tesseract.js')).createTesseract()
      } catch (error) {
        if (missingPackage(error)?.group !== 'tesseract') throw error
        throw new DocumentError('tesseract-missing', { command: installCommand('tesseract') })
      }
  }
}
