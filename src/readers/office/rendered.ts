import type { PageInfo } from '../../model/page.js'
import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { decodeText } from '../encoding.js'
import { declaredEncoding } from '../html/declared.js'
import { sniff } from '../sniff.js'
import { convertToPdf } from './convert.js'

/**
 * The document as LibreOffice prints it, read like any PDF and held against its ink; null for what has pages of its own.
 * @throws DocumentError what convertToPdf and the reader of PDF throw
 */
export async function readRendered(source: Source, options: ReadOptions): Promise<Reading | null> {
  const { format } = sniff(source.bytes)
  if (source.parts || (format !== 'docx' && format !== 'doc' && format !== 'rtf' && format !== 'html')) return null
  const bytes = format === 'html' ? withoutLinks(source.bytes) : source.bytes
  const pdf = await convertToPdf(bytes, format, { ...options, soffice: options.soffice ?? null })
  const { readPdf } = await import('../pdf/index.js')
  return readPdf({ ...source, bytes: pdf }, { ...options, ink: true })
}

/** Elements that are not printed or lead elsewhere, and attributes that name other files. */
const LEADING =
  /<script\b[^]*?<\/script\s*>|<\/?(?:link|base|meta|iframe|frame|frameset|object|embed|applet|audio|video|source|track)\b[^>]*>/giu
const ADDRESS =
  /\s(?:src|srcset|href|background|data|poster|action|formaction|longdesc|cite|dynsrc|lowsrc|xlink:href)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/giu
const STYLE_ADDRESS = /@import[^;]*;?|url\((?!\s*["']?data:)[^)]*\)/giu

/** A web page in UTF-8 that leads nowhere: LibreOffice would fetch what it names. */
export function withoutLinks(bytes: Uint8Array): Uint8Array {
  const { text } = decodeText(bytes, declaredEncoding(bytes))
  const plain = text
    .replace(LEADING, '')
    .replace(ADDRESS, (found) => (/=\s*["']?(?:data:|#)/iu.test(found) ? found : ''))
    .replace(STYLE_ADDRESS, 'none')
  const meta = '<meta charset="utf-8">'
  return Buffer.from(
    /<head\b[^>]*>/iu.test(plain) ? plain.replace(/<head\b[^>]*>/iu, (head) => head + meta) : meta + plain,
  )
}

/** The pages of a rendering as a record tells of them. */
export const provedPages = ({ pages }: Reading): readonly PageInfo[] | null =>
  pages?.map((page) => (page.proof === 'ink' ? { ...page, proof: 'render' as const } : page)) ?? null
