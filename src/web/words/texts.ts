import type { Language } from '../api/client.js'
import { BATCHES_TEXTS } from './batches.js'
import { DOCUMENT_TEXTS } from './document.js'
import { DOUBTS_TEXTS } from './doubts.js'
import { FINDINGS_TEXTS } from './findings.js'
import { FRAME_TEXTS } from './frame.js'
import { LIBRARY_TEXTS } from './library.js'
import { DATASETS_TEXTS, OVERVIEW_TEXTS } from './overview-datasets.js'

/** Every sentence of the pages, in both languages, by the page it stands on. {names} are filled in; {count|one|several} is a plural. */
const TEXTS = {
  ...FRAME_TEXTS,
  ...LIBRARY_TEXTS,
  ...DOUBTS_TEXTS,
  ...DOCUMENT_TEXTS,
  ...FINDINGS_TEXTS,
  ...OVERVIEW_TEXTS,
  ...BATCHES_TEXTS,
  ...DATASETS_TEXTS,
} as const

export type TextKey = keyof typeof TEXTS

/** Fills a sentence of the pages in the language that was chosen. */
export type Say = (key: TextKey, details?: Readonly<Record<string, string | number>>) => string

export const speaker =
  (language: Language): Say =>
  (key, details = {}) =>
    TEXTS[key][language]
      .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, several: string) =>
        details[name] === 1 ? one : several,
      )
      .replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
