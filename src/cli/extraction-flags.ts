import type { z } from 'zod'
import type { ExtractionOptions } from '../ingest/extraction.js'
import {
  DEFAULT_LIMITS,
  OPTION_SCHEMAS,
  ACCEPTED,
  PDF_ENGINES,
  RECOGNITIONS,
  VERIFICATIONS,
  withoutUndefined,
  type Limits,
  type ReadingOptions,
} from '../model/options.js'
import type { Language } from '../model/sentences.js'

import { flag, given, option, positive, whole } from './command.js'
import { SENTENCES } from './words.js'

const { deadlineMs, memoryMb, fileMb, unpackedMb, pages } = DEFAULT_LIMITS

/** Limits of a process that reads a document. */
export const PROCESS_OPTIONS = {
  timeout: positive(
    '--timeout <S>',
    {
      en: 'seconds that one document may take, of processor time on a busy machine (default: {value})',
      zh: '每份文档的时限，秒（默认 {value}）；机器繁忙时按处理器时间计',
    },
    { value: deadlineMs / 1_000 },
  ),
  memoryMb: positive(
    '--memory-mb <MB>',
    {
      en: 'megabytes of memory that one document may take (default: {value})',
      zh: '每份文档的内存上限，MB（默认 {value}）',
    },
    { value: memoryMb },
  ),
} as const

export const SOFFICE_OPTION = { soffice: given('--soffice <PATH>', SENTENCES.soffice) } as const

/** The options that say how documents are read, the same for all commands that read any. */
export const EXTRACTION_OPTIONS = {
  ocr: option(OPTION_SCHEMAS.ocr, {
    flags: '--ocr <ENGINE>',
    text: {
      en: 'what reads pictures of pages; off: they are only named (default: ppocr)',
      zh: '识别图片页的引擎；off：不识别图片页，仅在结果中注明（默认 ppocr）',
    },
    choices: RECOGNITIONS,
  }),
  pdfEngine: option(OPTION_SCHEMAS.pdfEngine, {
    flags: '--pdf-engine <ENGINE>',
    text: {
      en: 'what decodes PDF; auto: PDFium, and pdf.js where it cannot or makes no sense (default: auto)',
      zh: '解析 PDF 的引擎；auto 表示先用 PDFium，不能解析或文字不通时用 pdf.js（默认 auto）',
    },
    choices: PDF_ENGINES,
  }),
  ink: flag('--no-ink', {
    en: 'take the values of PDF from their text alone, not held against the rendered page: quicker, and less is noticed',
    zh: 'PDF 的数值只取自文字层，不与渲染出的页面核对：速度更快，但能发现的问题更少',
  }),
  verify: option(OPTION_SCHEMAS.verify, {
    flags: '--verify <HOW>',
    text: {
      en: 'render: hold each value of Word documents and web pages against their pages as LibreOffice prints them (slow; default: none)',
      zh: 'render：将 Word 文档和网页的每个数值与 LibreOffice 打印出的页面核对（较慢；默认 none）',
    },
    choices: VERIFICATIONS,
  }),
  content: option(OPTION_SCHEMAS.accept, {
    flags: '--content <CONTENT>',
    text: {
      en: 'annual-report: documents without statutory tables fail, whatever other tables they hold (default: any)',
      zh: 'annual-report：没有法定表格的文档一律算失败，不论是否有其他表格（默认 any）',
    },
    choices: ACCEPTED,
  }),
  ...SOFFICE_OPTION,
  jobs: whole('--jobs <N>', {
    en: 'documents read at the same time (default: one for each core)',
    zh: '同时读取的文档数（默认等于处理器核数）',
  }),
  ...PROCESS_OPTIONS,
  maxFileMb: positive(
    '--max-file-mb <MB>',
    { en: 'megabytes that a file may have (default: {value})', zh: '文件大小上限，MB（默认 {value}）' },
    { value: fileMb },
  ),
  maxUnpackedMb: positive(
    '--max-unpacked-mb <MB>',
    {
      en: 'megabytes that packed content may unfold to (default: {value})',
      zh: '压缩内容解开后的大小上限，MB（默认 {value}）',
    },
    { value: unpackedMb },
  ),
  maxPages: whole(
    '--max-pages <N>',
    { en: 'pages that a document may have (default: {value})', zh: '页数上限（默认 {value}）' },
    { value: pages },
  ),
} as const
type Given = Partial<z.infer<z.ZodObject<typeof EXTRACTION_OPTIONS>>>

/** The same as the pool takes them. */
export function extractionOf(given: Given, language: Language): ExtractionOptions {
  const {
    timeout,
    memoryMb,
    maxFileMb,
    maxUnpackedMb,
    maxPages,
    soffice,
    ocr,
    pdfEngine,
    ink,
    verify,
    content: accept,
  } = given
  const deadlineMs = timeout === undefined ? undefined : timeout * 1_000
  const limits = { deadlineMs, memoryMb, fileMb: maxFileMb, unpackedMb: maxUnpackedMb, pages: maxPages }
  const reading = { soffice, ocr, pdfEngine, ink, verify, accept }
  return { language, limits: withoutUndefined<Limits>(limits), ...withoutUndefined<ReadingOptions>(reading) }
}
