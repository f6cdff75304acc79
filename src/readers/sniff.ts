import type { ProblemCode } from '../model/problem.js'
import type { Format } from '../model/source.js'
import { isOle, oleEntries, oleStreamHead } from './containers/ole.js'
import { signatureOf } from './containers/signatures.js'
import { zipEntryNames, zipEntryText } from './containers/zip.js'
import { decodeText } from './encoding.js'

/** Formats that have a reader. */
type ReadFormat = 'pdf' | 'docx' | 'doc' | 'rtf' | 'xlsx' | 'xls' | 'html' | 'text'

/** The bytes' format where it has a reader, else the problem that refuses it and says what to do. */
type Sniffed =
  { readonly format: ReadFormat; readonly refusal: null } | { readonly format: Format; readonly refusal: ProblemCode }

/** Bytes that are decoded to tell markup from text from junk. */
const HEAD_BYTES = 64 * 1024

/** PDF readers look for the signature in the first kilobyte. */
const PDF_REACH = 1024

/** Share of control characters above which decoded bytes are no text; text extractors leave a stray one now and then. */
const CONTROL_SHARE = 0.01

const refuse = (format: Format, refusal: ProblemCode): Sniffed => ({ format, refusal })
const accept = (format: ReadFormat): Sniffed => ({ format, refusal: null })

const latin1 = (bytes: Uint8Array, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.byteLength)).toString('latin1')

/** Recognises a format by its bytes alone; names and extensions lie. Never throws. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (isEmpty(bytes)) return refuse('unknown', 'empty-file')
  if (isOle(bytes)) return sniffOle(bytes)
  switch (signatureOf(bytes)) {
    case 'zip':
      return sniffZip(bytes)
    case 'image':
      return refuse('image', 'format-image')
    case 'archive':
      return refuse('archive', 'format-archive')
    case 'ancient-word':
      return refuse('doc', 'format-old-word')
    case null:
  }
  const head = latin1(bytes, PDF_REACH)
  if (/^\s*\{\\rt/.test(head.replace(/^\xef\xbb\xbf/, ''))) return accept('rtf')
  if (!/^\s*</.test(head) && head.includes('%PDF-')) return accept('pdf')
  return sniffText(bytes)
}

/** The format alone, for the record of a document that could not be read. */
export function sniffFormat(bytes: Uint8Array): Format {
  return sniff(bytes).format
}

function isEmpty(bytes: Uint8Array): boolean {
  // Interrupted downloads leave files of zeros or of a lone line break.
  return bytes.every((byte) => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

const SHEET_TYPES =
  /spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main\+xml/i
const BINARY_SHEET = /ms-excel\.sheet\.binary/i

const WORD_TYPES = /wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.[\w.]*main\+xml/i

function sniffZip(bytes: Uint8Array): Sniffed {
  const names = zipEntryNames(bytes).map((name) => name.replace(/^\/+/, ''))
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  const office = has(/^(?:\[Content_Types\]\.xml$|_rels\/)/i)
  if (has(/^OFD\.xml$/i)) return refuse('ofd', 'format-ofd')
  if (has(office ? /^word\//i : /^word\/[^/]+\.xml$/i)) return accept('docx')
  // Parts may stand anywhere: what they are is said by their types.
  const types = office ? zipEntryText(bytes, '[Content_Types].xml') : ''
  if (WORD_TYPES.test(types)) return accept('docx')
  if (BINARY_SHEET.test(types) || has(/^xl\/workbook\.bin$/i)) return refuse('unknown', 'format-spreadsheet')
  if ((office && has(/^xl\//i)) || SHEET_TYPES.test(types)) return accept('xlsx')
  if (office && has(/^ppt\//i)) return refuse('unknown', 'format-presentation')
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return refuse('unknown', 'format-odf')
  // A package cut off before its first part of substance: Word documents are what is collected here.
  if (office && names.every((name) => /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|customXml\/)/.test(name)))
    return accept('docx')
  return refuse('archive', 'format-archive')
}

function sniffOle(bytes: Uint8Array): Sniffed {
  const entries = oleEntries(bytes)
  const names = new Set(entries.map(({ name }) => name))
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) return refuse('docx', 'encrypted')
  if (names.has('WordDocument')) {
    // [MS-DOC] FibBase: bit 8 of the flags at byte 10 is fEncrypted.
    const fib = oleStreamHead(bytes, entries, 'WordDocument')
    const encrypted = fib[0] === 0xec && fib[1] === 0xa5 && ((fib[11] ?? 0) & 1) === 1
    return encrypted ? refuse('doc', 'encrypted') : accept('doc')
  }
  const book = names.has('Workbook') ? 'Workbook' : names.has('Book') ? 'Book' : null
  if (book !== null)
    return isProtectedBook(oleStreamHead(bytes, entries, book)) ? refuse('xls', 'encrypted') : accept('xls')
  if (names.has('PowerPoint Document')) return refuse('unknown', 'format-presentation')
  if (names.has('MatOST') || names.has('WpsDocument') || names.has('CONTENTS')) return refuse('unknown', 'format-wps')
  // The root of a damaged compound file alone says nothing, but Word's other streams do.
  if (names.has('1Table') || names.has('0Table')) return accept('doc')
  return refuse('unknown', 'format-unknown')
}

/** [MS-XLS] FilePass, which stands behind the record that begins the stream (BOF), tells that all else is encrypted. */
function isProtectedBook(head: Uint8Array): boolean {
  const word = (at: number): number => (head[at] ?? 0) + (head[at + 1] ?? 0) * 256
  return (word(0) & 0xff) === 0x09 && word(4 + word(2)) === 0x2f
}

const HTML_START =
  /^<(?:!doctype\s+html|html|head|body|meta|title|script|style|link|base|table|div|p|h[1-6]|span|center|font|article|section|ul|ol|br|a|img|iframe|noscript)\b/i
const HTML_ANYWHERE = /<(?:!doctype\s+html|html|body)[\s>]/i
const CLOSING_TAGS = /<\/(?:p|div|td|tr|table|span|h[1-6]|li)\s*>/gi
const ENOUGH_CLOSING_TAGS = 3

function sniffText(bytes: Uint8Array): Sniffed {
  const cut = bytes.length > HEAD_BYTES
  // An even, ASCII-safe cut: a sequence broken at the end would make a strict decoder refuse all of it.
  const head = cut ? bytes.subarray(0, bytes.lastIndexOf(0x0a, HEAD_BYTES) + 1 || HEAD_BYTES) : bytes
  const text = decodeText(head).text.slice(0, HEAD_BYTES)
  const start = text.slice(0, 4096)
  if (/<w:wordDocument[\s>]|<\?mso-application\s+progid="Word\.Document"|<pkg:package[\s>]/.test(start))
    return refuse('wordml', 'format-wordml')
  if (/<\?mso-application\s+progid="Excel/.test(start)) return refuse('unknown', 'format-spreadsheet')
  if (isMhtml(start)) return refuse('mhtml', 'format-mhtml')
  if (HTML_START.test(firstTag(text)) || HTML_ANYWHERE.test(text)) return accept('html')
  if ((text.match(CLOSING_TAGS) ?? []).length >= ENOUGH_CLOSING_TAGS) return accept('html')
  if (/^\s*<\?xml\b/.test(text)) return refuse('unknown', 'format-unknown')
  return isText(text) ? accept('text') : refuse('unknown', 'format-unknown')
}

/** The text from its first tag on that is no declaration and no comment. */
function firstTag(text: string): string {
  let at = 0
  for (;;) {
    while (/[\s\ufeff]/.test(text[at] ?? '')) at += 1
    const mark = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null
    if (mark === null) return text.slice(at, at + 40)
    const end = text.indexOf(mark, at)
    if (end < 0) return ''
    at = end + mark.length
  }
}

function isMhtml(start: string): boolean {
  const header = start.trimStart().slice(0, 2048)
  return (
    /^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+/.test(header) &&
    /^mime-version:/im.test(header) &&
    /^content-type:\s*(?:multipart\/related|text\/html)/im.test(header)
  )
}

function isText(text: string): boolean {
  let bad = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    const control = (code < 0x20 && !(code >= 0x08 && code <= 0x0d) && code !== 0x1a) || (code >= 0x7f && code < 0xa0)
    if (control || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) bad += 1
  }
  return bad <= text.length * CONTROL_SHARE
}
