import { rename, rm, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Language } from '../../model/sentences.js'
import { ZipWriter } from '../zip.js'
import { checklistPage } from './page.js'
import { checklistSheet } from './sheet.js'
import { checklistWord } from './word.js'
import type { CheckedReport } from './words.js'

export { checklistText, countsOf, headingOf, type CheckedReport } from './words.js'

export const CHECKLIST_FORMATS = ['.docx', '.xlsx', '.html'] as const
export type ChecklistFormat = (typeof CHECKLIST_FORMATS)[number]

/** The format that a file’s name asks for; null for any other. */
export const checklistFormat = (file: string): ChecklistFormat | null =>
  CHECKLIST_FORMATS.find((each) => each === extname(file).toLowerCase()) ?? null

/**
 * Writes a list of problems; the file appears when all is written, and replaces an earlier one.
 * @throws what the file system does
 */
export async function writeChecklist(
  file: string,
  format: ChecklistFormat,
  reports: readonly CheckedReport[],
  language: Language,
): Promise<void> {
  const unfinished = `${file}.unfinished-${process.pid}`
  try {
    if (format === '.html') await writeFile(unfinished, checklistPage(reports, language), { flag: 'wx' })
    else await zipped(unfinished, (format === '.xlsx' ? checklistSheet : checklistWord)(reports, language))
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function zipped(file: string, parts: ReadonlyMap<string, string>): Promise<void> {
  const zip = await ZipWriter.create(file)
  for (const [path, content] of parts) {
    const entry = zip.entry(path)
    await entry.write(content)
    await entry.close()
  }
  await zip.close()
}
