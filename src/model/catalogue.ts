import type { Entry } from './catalogue/entry.js'
import { CELL_PROBLEMS } from './catalogue/cells.js'
import { CONTENT_PROBLEMS } from './catalogue/content.js'
import { EXTRACTION_PROBLEMS } from './catalogue/extraction.js'
import { FILE_PROBLEMS } from './catalogue/file.js'
import { PANEL_PROBLEMS } from './catalogue/panel.js'
import { REPORT_PROBLEMS } from './catalogue/report.js'
import { TABLE_PROBLEMS } from './catalogue/tables.js'

/** Every problem that nianbao can report, by code: its sentences stand here and nowhere else. */
export const CATALOGUE = {
  ...FILE_PROBLEMS,
  ...EXTRACTION_PROBLEMS,
  ...CONTENT_PROBLEMS,
  ...TABLE_PROBLEMS,
  ...CELL_PROBLEMS,
  ...REPORT_PROBLEMS,
  ...PANEL_PROBLEMS,
} as const satisfies Record<string, Entry>

export type ProblemCode = keyof typeof CATALOGUE
