import type { Block } from '../model/block.js'
import { DocumentError, problem } from '../model/problem.js'
import {
  DEFAULT_RECOGNITION,
  programOf,
  type Part,
  type Reading,
  type ReadOptions,
  type Source,
} from '../model/source.js'
import { gapProblems } from './image/group.js'
import { isLinked, linkedPictures, missingTables } from './image/wanted.js'
import { recogniserFor } from './recogniser.js'
import { sniff } from './sniff.js'
import { asStatutoryTables } from './statutory-tables.js'

export { sniff, sniffFormat } from './sniff.js'

const MEGABYTE = 1024 * 1024

/**
 * Reads one document into blocks by the reader of its format, told by content. Each reader is loaded when first needed.
 * @throws DocumentError where nothing of the document can be used: an unknown format, a damaged file, a bound exceeded.
 */
export async function read(source: Source, options: ReadOptions): Promise<Reading> {
  const { parts } = source
  const megabytes = (parts ?? [source]).reduce((sum, { bytes }) => sum + bytes.length, 0) / MEGABYTE
  if (megabytes > options.limits.fileMb)
    throw new DocumentError('file-too-large', { megabytes: Math.ceil(megabytes), limit: options.limits.fileMb })
  if (parts) {
    refuseMixed(parts)
    const reading = await readParted(source, options)
    return { ...reading, problems: [...gapProblems(parts.map(({ name }) => name)), ...reading.problems] }
  }
  return readParted(source, options)
}

async function readParted(source: Source, options: ReadOptions): Promise<Reading> {
  const reading = await readOne(source, options)
  return { ...reading, blocks: asStatutoryTables(reading.blocks) }
}

function refuseMixed(parts: readonly Part[]): void {
  const other = parts.find(({ bytes }) => sniff(bytes).format !== 'image')
  if (other) throw new DocumentError('group-mixed-files', { name: other.name })
}

async function readOne(source: Source, options: ReadOptions): Promise<Reading> {
  const { format, refusal } = sniff(source.bytes)
  if (format === 'image') {
    const recogniser = await recogniserFor(options.ocr ?? DEFAULT_RECOGNITION)
    if (recogniser) {
      const { readImages } = await import('./image/index.js')
      return readImages(source.parts ?? [source], { ...options, recogniser, document: source.path })
    }
  }
  if (refusal !== null) throw new DocumentError(refusal, { format: programOf(format) })
  switch (format) {
    case 'pdf':
      return (await import('./pdf/index.js')).readPdf(source, options)
    case 'docx':
      return withPictures(await readWord(source, options, 0), source, options)
    case 'doc':
    case 'rtf':
      return withPictures(
        await (await import('./office/index.js')).readOffice(source, format, options),
        source,
        options,
      )
    case 'xlsx':
      return (await import('./sheet/index.js')).readSheets(source, options)
    case 'xls':
      return (await import('./office/index.js')).readOfficeSheets(source, options)
    case 'html':
      return withPictures(await (await import('./html/index.js')).readHtml(source, options), source, options)
    case 'text':
      return (await import('./text/index.js')).readText(source, options)
  }
}

/** Documents inserted into documents that are inserted themselves may go round in a circle. */
const MAX_NESTED_DOCUMENTS = 3

async function readWord(source: Source, options: ReadOptions, depth: number): Promise<Reading> {
  const { readDocx } = await import('./word/index.js')
  const readChunk = async (bytes: Uint8Array): Promise<readonly Block[]> => {
    const inner = { ...source, bytes }
    const isWord = sniff(bytes).format === 'docx'
    if (depth >= MAX_NESTED_DOCUMENTS)
      throw new DocumentError('damaged-file', { format: 'Word', reason: 'nested too deeply' })
    const { blocks } = isWord ? await readWord(inner, options, depth + 1) : await readOne(inner, options)
    return blocks
  }
  return readDocx(source, options, { readChunk })
}

/**
 * A document without pages, with what its pictures show where statutory tables are missing from its text; pictures that it
 * only links to are reported, never fetched.
 */
async function withPictures(reading: Reading, { path }: Source, options: ReadOptions): Promise<Reading> {
  const { blocks } = reading
  const missing = missingTables(blocks)
  if (missing.length === 0 || !blocks.some(({ kind }) => kind === 'picture')) return reading
  const linked = linkedPictures(missing, blocks)
  const problems = linked > 0 ? [problem('picture-linked', { count: linked })] : []
  const told = { ...reading, problems: [...reading.problems, ...problems] }
  if (!blocks.some((block) => block.kind === 'picture' && !isLinked(block))) return told
  const recogniser = await recogniserFor(options.ocr ?? DEFAULT_RECOGNITION)
  if (!recogniser) return told
  const { readPastedPictures } = await import('./image/pasted.js')
  return readPastedPictures(told, { ...options, recogniser, document: path })
}
