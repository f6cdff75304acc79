import { BATCHES_TEXTS } from './batches.js'
import { DATASETS_TEXTS } from './datasets.js'
import { DOCUMENT_TEXTS } from './document.js'
import { DOUBTS_TEXTS } from './doubts.js'
import { FRAME_TEXTS } from './frame.js'
import { LIBRARY_TEXTS } from './library.js'
import { OVERVIEW_TEXTS } from './overview.js'

/** Every sentence of the pages, in both languages, by the page it stands on. {names} are filled in; {count|one|several} is a plural. */
export const TEXTS = {
  ...FRAME_TEXTS,
  ...LIBRARY_TEXTS,
  ...DOUBTS_TEXTS,
  ...DOCUMENT_TEXTS,
  ...OVERVIEW_TEXTS,
  ...BATCHES_TEXTS,
  ...DATASETS_TEXTS,
} as const

export type TextKey = keyof typeof TEXTS
