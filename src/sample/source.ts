import { mkdir, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { escapeHtml } from '../model/html.js'
import type { Format } from '../model/source.js'
import { decodeText } from '../readers/encoding.js'
import { declaredEncoding } from '../readers/html/declared.js'

/** Files of the sample that show a document without pages as it came. */
export interface ShownSource {
  /** A page that shows it inside the sample's page: web pages and texts. */
  readonly source?: string
  /** A copy to be opened with the program that such files are opened with. */
  readonly original?: string
}

/** Folder of these files within the sample. */
const FOLDER = 'sources'
/** Digits of the fingerprint that name a file. */
const DIGITS = 16

/** Nothing of a page is run or fetched while somebody looks at it. */
const POLICY = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">`
const DOCTYPE = /^\s*<!doctype[^>]*>/iu

/**
 * Puts the bytes of a document without pages into a sample's folder, to be looked at beside its table.
 * @throws what the file system does
 */
export async function putSource(
  { sha256, path, format }: { readonly sha256: string; readonly path: string; readonly format: Format },
  bytes: Uint8Array,
  out: string,
): Promise<ShownSource> {
  const page = pageOf(format, bytes)
  const extension = /^\.[a-z0-9]{1,6}$/iu.exec(extname(path))?.[0] ?? ''
  const file = `${FOLDER}/${sha256.slice(0, DIGITS)}${page === null ? extension : '.html'}`
  await mkdir(join(out, FOLDER), { recursive: true })
  await writeFile(join(out, file), page ?? bytes)
  return page === null ? { original: file } : { source: file }
}

/** The source as a page that runs and fetches nothing; null where a browser does not show such files. */
function pageOf(format: Format, bytes: Uint8Array): string | null {
  if (format === 'text')
    return `<!doctype html>${POLICY}<pre style="white-space: pre-wrap; font-size: 14px">${escapeHtml(decodeText(bytes).text)}</pre>`
  if (format !== 'html') return null
  const { text } = decodeText(bytes, declaredEncoding(bytes))
  const [doctype = ''] = DOCTYPE.exec(text) ?? []
  return `${doctype}${POLICY}${text.slice(doctype.length)}`
}
