import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** Reads the pages of a file with pdf.js alone: opened as its documentation says, operator list and text of each. */
export async function pdfjsAlone(bytes: Uint8Array): Promise<void> {
  const task = getDocument({
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${root}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${root}/standard_fonts/`,
    wasmUrl: `${root}/wasm/`,
  })
  const document = await task.promise
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    await page.getOperatorList()
    await page.getTextContent()
    page.cleanup()
  }
  await task.destroy()
}
