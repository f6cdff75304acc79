import { z } from 'zod'
import { LANGUAGES } from './problem.js'

/**
 * How a document is read. Each option is declared here and nowhere else; whoever takes options picks from this object and
 * hands them through as one. What is left out is what it is by default.
 */

const positive = z.number().positive()

/** All bounds are upper bounds; a document beyond them fails with a typed problem. */
const limits = z.strictObject({
  deadlineMs: positive.describe('milliseconds for the whole document'),
  memoryMb: positive.describe('megabytes of resident memory of the process that reads it'),
  fileMb: positive.describe('megabytes of the file'),
  unpackedMb: positive.describe('megabytes that packed content (docx, streams) may unfold to'),
  pages: positive,
})

export type Limits = Readonly<z.infer<typeof limits>>

export const DEFAULT_LIMITS: Limits = {
  deadlineMs: 120_000,
  memoryMb: 1_500,
  fileMb: 200,
  unpackedMb: 300,
  pages: 2_000,
}

export const RECOGNITIONS = ['ppocr', 'tesseract', 'off'] as const

/** The recogniser that reads pictures of pages, or none. */
export type Recognition = (typeof RECOGNITIONS)[number]

export const PDF_ENGINES = ['auto', 'pdfium', 'pdfjs'] as const

/**
 * The engine that decodes PDF: PDFium, with pdf.js as the fallback where it cannot open a file or its text makes no sense
 * (`auto`), or one of them.
 */
export type PdfEngineChoice = (typeof PDF_ENGINES)[number]

/** By what the values of documents without pages of their own are proved. */
export const VERIFICATIONS = ['none', 'render'] as const
export type Verification = (typeof VERIFICATIONS)[number]

/** Documents that count: those with any numbered table, or annual reports alone. */
export const ACCEPTED = ['any', 'annual-report'] as const
export type Accepted = (typeof ACCEPTED)[number]

const readingOptions = z.strictObject({
  // An undefined option counts as left out, so that it does not hide the default.
  limits: limits.partial().transform((given): Partial<Limits> => withoutUndefined(given)),
  /** Language of the problems' sentences; it changes no result. */
  language: z.enum(LANGUAGES),
  /** Path of LibreOffice's program; it is looked for if left out. */
  soffice: z.string().min(1),
  ocr: z.enum(RECOGNITIONS),
  pdfEngine: z.enum(PDF_ENGINES),
  /** Whether values of PDF pages are held against the page as it is rendered, or taken from its text alone. */
  ink: z.boolean(),
  /** `render`: values of Word documents and web pages are held against their pages as LibreOffice prints them. */
  verify: z.enum(VERIFICATIONS),
  /** `annual-report`: a document without statutory tables fails, whatever other tables it holds. */
  accept: z.enum(ACCEPTED),
  /** An existing folder that each step of reading a picture writes what it made of it to; it changes no result. */
  debugImages: z.string().min(1),
})

/** The schemas of all options, each of which may be left out. */
export const OPTION_SCHEMAS = readingOptions.partial().shape

export type ReadingOptions = Readonly<Partial<z.infer<typeof readingOptions>>>

export const DEFAULT_RECOGNITION: Recognition = 'ppocr'
export const DEFAULT_PDF_ENGINE: PdfEngineChoice = 'auto'
export const DEFAULT_INK = true
export const DEFAULT_VERIFICATION: Verification = 'none'
export const DEFAULT_ACCEPTED: Accepted = 'any'

/** The options that change a result beside the limits, in the order of the digest; with their defaults. */
const DECISIVE = {
  ocr: DEFAULT_RECOGNITION,
  pdfEngine: DEFAULT_PDF_ENGINE,
  ink: DEFAULT_INK,
  verify: DEFAULT_VERIFICATION,
} as const

/** The options that can change a result. */
export type DecisiveOptions = Readonly<Required<Pick<ReadingOptions, keyof typeof DECISIVE>>> & {
  readonly limits: Pick<Limits, 'pages' | 'fileMb' | 'unpackedMb'>
  /** Left out where it is the default, so that digests of before there was a choice stay. */
  readonly accept?: Accepted
}

/** An object that takes any of its properties as undefined. */
export type Loose<Options> = { readonly [Key in keyof Options]?: Options[Key] | undefined }

/** Only what is given, so that nothing undefined hides a default. */
export const withoutUndefined = <Options extends object>(given: Loose<Options>): Partial<Options> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Options>

/** Options between processes: null where a path is left out. */
export type GivenOptions = Omit<ReadingOptions, 'soffice' | 'debugImages'> & {
  readonly soffice?: string | null
  readonly debugImages?: string | null
}

/** All options with their defaults; those without one are null. */
export const withDefaults = (given: Loose<GivenOptions>) => ({
  ...{ ...DECISIVE, accept: DEFAULT_ACCEPTED, soffice: null, debugImages: null, language: 'en' as const },
  ...withoutUndefined<GivenOptions>(given),
  limits: { ...DEFAULT_LIMITS, ...given.limits },
})

/** Picks the options that affect the result, in a fixed order, defaults filled in. */
export function decisiveOptions(given: Loose<Pick<ReadingOptions, keyof DecisiveOptions>>): DecisiveOptions {
  const { limits: all, ocr, pdfEngine, ink, verify, accept } = withDefaults(given)
  const { pages, fileMb, unpackedMb } = all
  const chosen = accept === DEFAULT_ACCEPTED ? {} : { accept }
  return { limits: { pages, fileMb, unpackedMb }, ocr, pdfEngine, ink, verify, ...chosen }
}
