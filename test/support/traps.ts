import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { storedZip } from '../../src/readers/containers/zip.js'
import { openPackage } from './packages.js'

/** A whole report in which one value cell is built as `test/traps/README.md` says; what may be read there. */
const expectation = { name: z.string(), value: z.array(z.number().nullable()), doubt: z.boolean().default(false) }
/** Parts of the document, and what stands in their place. */
const swap = z.array(z.tuple([z.string(), z.string()])).default([])
const htmlTrap = z.strictObject({
  ...expectation,
  cell: z.string(),
  style: z.string().optional(),
  head: z.string().optional(),
  body: z.string().optional(),
  swap,
})
const docxTrap = z.strictObject({
  ...expectation,
  cell: z.string(),
  styles: z.string().default(''),
  numbering: z.string().optional(),
  /** Other parts, and how the document's part leads to them: `type target` each, as rX0, rX1. */
  parts: z.record(z.string(), z.string()).default({}),
  relations: z.array(z.string()).default([]),
  swap,
  rewritten: z
    .enum([
      'prefix',
      'prefix-in-chinese',
      'namespace-in-codes',
      'default-namespace',
      'strict',
      'exceptions',
      'table-style',
      'table-style-of-one-cell',
    ])
    .optional(),
})
const pdfTrap = z.strictObject({
  ...expectation,
  stream: z.string(),
  late: z.string().default(''),
  annotations: z.string().default(''),
  layer: z.boolean().default(false),
  /** Entries of the page's and the catalog's dictionaries, and of the page's resources by their kind. */
  page: z.string().default(''),
  catalog: z.string().default(''),
  resources: z.record(z.string(), z.string()).default({}),
  /** Further objects, and parts of the report that others stand in for. */
  objects: z.string().default(''),
  swapped: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** The cell that is held to the value, where it is another one. */
  code: z.string().optional(),
})
type PdfTrap = z.infer<typeof pdfTrap>

export interface Trap {
  readonly name: string
  readonly file: string
  readonly value: readonly (number | null)[]
  readonly doubt: boolean
  readonly code?: string | undefined
  readonly bytes: Uint8Array
}

const TEST = join(import.meta.dirname, '..')
const listed = (format: string): unknown => JSON.parse(readFileSync(join(TEST, 'traps', `${format}.json`), 'utf8'))
/** The part of a text that a trap stands in for must be there. */
function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`the report lacks ${part}`)
  return text.replace(part, () => by)
}

const WEB = ['html', 'html-strange', 'html-scripts', 'html-places', 'html-blind']
const WORDS = ['docx', 'docx-strange', 'docx-settings', 'docx-blind']

export const htmlTraps = (): readonly Trap[] => WEB.flatMap(htmlTrapsOf)

export function htmlTrapsOf(list: string): readonly Trap[] {
  const page = readFileSync(join(TEST, 'cases', 'kinds', '14-hidden-by-css.a.html'), 'utf8')
  return z
    .array(htmlTrap)
    .parse(listed(list))
    .map(({ name, value, doubt, cell, style, head = '', body = '', swap }) => {
      const styled = replaced(
        page,
        '<style>@media screen{.hide{display:none}}</style>',
        `${style ? `<style>${style}</style>` : ''}${head}`,
      )
      const filled = replaced(styled, '<td>45<span class="hide">9</span></td>', cell)
      return {
        name,
        value,
        doubt,
        file: `${name}.html`,
        bytes: Buffer.from(
          swap.reduce((text, [part, by]) => replaced(text, part, by), replaced(filled, '</body>', `${body}</body>`)),
        ),
      }
    })
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const STYLES = `<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="${WORD}"><w:docDefaults/><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>`
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const withTableStyle = (document: string): string =>
  document.replaceAll('<w:tblPr>', '<w:tblPr><w:tblStyle w:val="T"/>')
const withOwnColours = (document: string): string =>
  document.replaceAll('<w:r><w:t', '<w:r><w:rPr><w:color w:val="000000"/></w:rPr><w:t')

const withPrefix = (document: string, prefix: string): string =>
  document
    .replace('xmlns:w=', `xmlns:${prefix}=`)
    .replaceAll('<w:', `<${prefix}:`)
    .replaceAll('</w:', `</${prefix}:`)
    .replaceAll(' w:', ` ${prefix}:`)

const REWRITTEN: Readonly<Record<string, (document: string, cell: string) => string>> = {
  prefix: (document) => withPrefix(document, 'q'),
  'prefix-in-chinese': (document) => withPrefix(document, '文'),
  'namespace-in-codes': (document) => withPrefix(document, 'q').replace(WORD, WORD.replace('main', '&#109;ain')),
  'default-namespace': (document) =>
    document.replace(/<(\/?)w:/g, '<$1').replace('xmlns:w=', `xmlns:w="${WORD}" xmlns=`),
  strict: (document) => document.replace(WORD, 'http://purl.oclc.org/ooxml/wordprocessingml/main'),
  exceptions: (document) => document.replace('<w:tr>', '<w:tr><w:tblPrEx/>'),
  'table-style': withTableStyle,
  // The style's colour reaches the trap's cell alone, so that the tables are still there.
  'table-style-of-one-cell': (document, cell) => withTableStyle(document).split(cell).map(withOwnColours).join(cell),
}

/** The cell of the Word report that a trap stands in for. */
const WORD_CELL =
  '<w:tc><w:tcPr><w:tcW w:w="800" w:type="dxa"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">45</w:t></w:r><w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t xml:space="preserve">9</w:t></w:r></w:p></w:tc>'

export const docxTraps = (): Promise<readonly Trap[]> => docxTrapsOf(...WORDS)

export async function docxTrapsOf(...lists: readonly string[]): Promise<readonly Trap[]> {
  const report = await openPackage(join(TEST, 'cases', 'kinds', '01-hidden-by-style.a.docx'))
  const partOf = (name: string): string => {
    const part = report.get(name)
    if (!part) throw new Error(`the report lacks ${name}`)
    return part.toString('utf8')
  }
  return z
    .array(docxTrap)
    .parse(lists.flatMap((list) => z.array(z.unknown()).parse(listed(list))))
    .map(
      ({ name, value, doubt, cell, styles, numbering, rewritten, parts: others, relations: leading, swap: swaps }) => {
        const filled = swaps.reduce(
          (text, [part, by]) => replaced(text, part, by),
          replaced(partOf('word/document.xml'), WORD_CELL, cell),
        )
        const parts = new Map(report)
        const set = (part: string, text: string): void => void parts.set(part, Buffer.from(text))
        set('word/document.xml', rewritten === undefined ? filled : (REWRITTEN[rewritten]?.(filled, cell) ?? filled))
        set('word/styles.xml', `${STYLES}${styles}</w:styles>`)
        for (const [part, text] of Object.entries(others)) set(part, text)
        const related = leading.map((line, index): readonly [string, string] => [`rX${index}`, line])
        if (numbering !== undefined) {
          set('word/numbering.xml', numbering)
          related.push(['rIdN', 'numbering numbering.xml'])
          const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml'
          const override = `<Override PartName="/word/numbering.xml" ContentType="${type}"/></Types>`
          set('[Content_Types].xml', replaced(partOf('[Content_Types].xml'), '</Types>', override))
        }
        const tags = related.map(([id, line]) => {
          const [type = '', target = ''] = line.split(' ')
          return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
        })
        const relations = 'word/_rels/document.xml.rels'
        set(relations, replaced(partOf(relations), '</Relationships>', `${tags.join('')}</Relationships>`))
        return { name, value, doubt, file: `${name}.docx`, bytes: storedZip(parts) }
      },
    )
}

/** A PDF of these objects (`N 0 obj … endobj`): lengths of streams that stand in other objects are put right. */
function pdfOf(objects: string): Uint8Array {
  const bodies = [...objects.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)]
  let text = '%PDF-1.7\n'
  const offsets = new Map<number, number>()
  for (const [, number = '', body = ''] of bodies) {
    const stream = /stream\n([\s\S]*?)endstream/.exec(body)?.[1]
    const sized = stream === undefined ? body : body.replace(/\/Length \d+(?: 0 R)?/, `/Length ${stream.length}`)
    offsets.set(Number(number), text.length)
    text += `${number} 0 obj\n${sized}\nendobj\n`
  }
  const start = text.length
  const entries = [...offsets].map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  text += `xref\n0 1\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${Math.max(...offsets.keys()) + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

const HIDDEN_LAYER = '/OCProperties << /OCGs [908 0 R] /D << /OFF [908 0 R] >> >>'

/** The report's objects with a trap built in. */
function withTrap(objects: string, trap: PdfTrap): string {
  const filled = [
    ['{stream}', trap.stream],
    ['{late}', trap.late],
    ['{annotations}]', `${trap.annotations}] ${trap.page}`],
    ['{layer}', trap.layer ? HIDDEN_LAYER : trap.catalog],
    ...trap.swapped,
  ].reduce((text, [place = '', by = '']) => replaced(text, place, by), objects)
  const equipped = Object.entries(trap.resources).reduce((text, [kind, entries]) => {
    const place = [`/${kind} << `, '/Resources <<'].find((part) => text.includes(part)) ?? ''
    return replaced(
      text,
      place,
      place === '/Resources <<' ? `${place} /${kind} << ${entries} >>` : `${place}${entries} `,
    )
  }, filled)
  return `${equipped}\n${trap.objects}`
}

export function pdfTraps(): readonly Trap[] {
  const objectsOf = (file: string): string => readFileSync(join(TEST, 'traps', file), 'latin1')
  const report = objectsOf('report.pdf-objects')
  return [
    ...z
      .array(pdfTrap)
      .parse(listed('pdf'))
      .map((trap) => ({ trap, objects: report })),
    ...z
      .array(pdfTrap)
      .parse(['pdf-own', 'pdf-breaker'].flatMap((list) => z.array(z.unknown()).parse(listed(list))))
      .map((trap) => ({ trap, objects: `${report}\n${objectsOf('own.pdf-objects')}` })),
  ].map(({ trap, objects }) => {
    const { name, value, doubt, code } = trap
    return { name, value, doubt, code, file: `${name}.pdf`, bytes: pdfOf(withTrap(objects, trap)) }
  })
}
