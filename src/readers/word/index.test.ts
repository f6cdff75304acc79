import { describe, expect, it } from '@jest/globals'
import type { Table } from '../../model/block.js'
import { DocumentError } from '../../model/problem.js'
import { DEFAULT_LIMITS, type Limits, type Reading } from '../../model/source.js'
import { storedZip } from '../containers/zip.js'
import { readDocx } from './index.js'

const CONTENT_TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (...items: readonly string[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`
const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml"'

function docx(body: string, others: Readonly<Record<string, string | Buffer>> = {}): Buffer {
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relations(`<Relationship Id="d" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`),
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
    ...others,
  }
  return storedZip(new Map(Object.entries(parts).map(([name, part]) => [name, Buffer.from(part)])))
}

const readBytes = (bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Reading> =>
  readDocx({ name: 'a', path: 'a', bytes }, { limits: { ...DEFAULT_LIMITS, ...limits }, signal: null })
const read = (body: string, others?: Readonly<Record<string, string | Buffer>>): Promise<Reading> =>
  readBytes(docx(body, others))
const paragraphs = async (body: string): Promise<readonly string[]> =>
  (await read(body)).blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
const grid = async (...rows: readonly string[]): Promise<readonly string[]> => {
  const { blocks } = await read(
    `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`,
  )
  const table = blocks.find((block): block is Table => block.kind === 'table')
  return Array.from({ length: table?.rows ?? 0 }, (_, row) =>
    (table?.cells ?? [])
      .filter((cell) => cell.row === row)
      .map(
        ({ text, column, rowSpan, columnSpan }) =>
          `${text}@${column}${rowSpan * columnSpan > 1 ? `(${rowSpan}x${columnSpan})` : ''}`,
      )
      .join(' '),
  )
}
const problem = async (bytes: Uint8Array, limits?: Partial<Limits>): Promise<unknown> => {
  try {
    await readBytes(bytes, limits)
    return null
  } catch (error) {
    return error instanceof DocumentError ? error.problem.code : error
  }
}

const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (text: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`
const tc = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
const span = (columns: number): string => `<w:gridSpan w:val="${columns}"/>`
const down = (start = false): string => `<w:vMerge${start ? ' w:val="restart"' : ''}/>`

describe('readDocx: paragraphs', () => {
  it('joins runs, splits lines, and tells alignment and headings', async () => {
    const styles = `<w:styles ${NAMESPACES}><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`
    const body =
      p('年度报告', '<w:pStyle w:val="T"/><w:jc w:val="center"/>') +
      p('一、总体情况', '<w:pStyle w:val="a3"/>') +
      `<w:p>${run('20')}${run('21年')}<w:r><w:br/></w:r>${run('次行')}</w:p>` +
      p('某局', '<w:jc w:val="right"/>')
    expect((await read(body, { 'word/styles.xml': styles })).blocks).toMatchObject([
      { text: '年度报告', level: 1, align: 'center' },
      { text: '一、总体情况', level: 2, align: null },
      { text: '2021年', level: null },
      { text: '次行' },
      { text: '某局', align: 'right' },
    ])
  })

  it('leaves out deleted, moved and hidden text, and keeps inserted', async () => {
    const body =
      `<w:p><w:del>${run('12').replaceAll('w:t', 'w:delText')}</w:del><w:ins>${run('13')}</w:ins>${run('14', '<w:vanish/>')}${run('件', '<w:vanish w:val="0"/>')}</w:p>` +
      `<w:p><w:moveFrom>${run('旧')}</w:moveFrom></w:p>`
    expect(await paragraphs(body)).toEqual(['13件'])
  })

  it('keeps fields, content controls and phonetic bases', async () => {
    const body =
      `<w:p><w:fldSimple w:instr="=SUM(LEFT)">${run('7')}</w:fldSimple>${run('件')}</w:p>` +
      `<w:p><w:sdt><w:sdtContent>${run('控件')}</w:sdtContent></w:sdt></w:p>` +
      `<w:p><w:r><w:ruby><w:rubyPr/><w:rt>${run('zi')}</w:rt><w:rubyBase>${run('字')}</w:rubyBase></w:ruby></w:r></w:p>`
    expect(await paragraphs(body)).toEqual(['7件', '控件', '字'])
  })

  it('reads text boxes once, with a fallback and without one', async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`
    const choice = (text: string): string =>
      `<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box(text)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>`
    const fallback = (text: string): string =>
      `<mc:Fallback><w:pict><v:shape><v:textbox>${box(text)}</v:textbox></v:shape></w:pict></mc:Fallback>`
    const both = `<w:p><w:r><mc:AlternateContent>${choice('甲')}${fallback('甲')}</mc:AlternateContent></w:r></w:p>`
    const one = `<w:p><w:r><mc:AlternateContent>${choice('乙')}</mc:AlternateContent></w:r></w:p>`
    expect(await paragraphs(both + one)).toEqual(['甲', '乙'])
  })

  it('puts notes at the end, and no mark of one into a number', async () => {
    const notes = `<w:footnotes ${NAMESPACES}><w:footnote w:id="2">${p('按件计。')}</w:footnote></w:footnotes>`
    const body = `<w:p>${run('12')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('件')}</w:p>`
    const { blocks } = await read(body, { 'word/footnotes.xml': notes })
    expect(blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''))).toEqual(['12件', '按件计。'])
  })

  it('is not stopped by the mark of a note that is not there', async () => {
    const body = `<w:p>${run('12')}<w:r><w:footnoteReference w:id="9"/></w:r>${run('件')}</w:p>`
    expect(await paragraphs(body)).toEqual(['12件'])
    const notes = `<w:footnotes ${NAMESPACES}><w:footnote w:id="2">${p('按件计。')}</w:footnote></w:footnotes>`
    expect((await read(body, { 'word/footnotes.xml': notes })).blocks).toMatchObject([{ text: '12件' }])
  })

  it('reads parts in UTF-16', async () => {
    const document = `<?xml version="1.0" encoding="UTF-16"?><w:document ${NAMESPACES}><w:body>${p('总体情况')}</w:body></w:document>`
    const { blocks } = await read('', { 'word/document.xml': Buffer.from(`\ufeff${document}`, 'utf16le') })
    expect(blocks).toMatchObject([{ text: '总体情况' }])
  })

  it('gives a pasted picture with its bytes', async () => {
    const blip =
      '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    const { blocks } = await read(p('前') + blip + p('后'), {
      'word/_rels/document.xml.rels': relations(
        `<Relationship Id="i" Type="${OFFICE}/image" Target="media/image1.png"/>`,
      ),
      'word/media/image1.png': Buffer.from('89504e47', 'hex'),
    })
    expect(blocks).toMatchObject([
      { text: '前' },
      { kind: 'picture', bytes: Buffer.from('89504e47', 'hex') },
      { text: '后' },
    ])
  })
})

describe('readDocx: tables', () => {
  it('keeps spans over columns and rows, over heading rows too', async () => {
    const head = '<w:trPr><w:tblHeader/></w:trPr>'
    expect(
      await grid(
        head + tc('项', down(true)) + tc('情况', span(2)),
        tc('', down()) + tc('甲') + tc('乙'),
        tc('', down()) + tc('1') + tc('2'),
      ),
    ).toEqual(['项@0(3x1) 情况@1(1x2)', '甲@1 乙@2', '1@1 2@2'])
  })

  it('joins a label that stands in several paragraphs', async () => {
    const cell = `<w:tc><w:tcPr/>${p('法律服')}${p('务机构')}</w:tc>`
    expect(await grid(cell + tc('3'))).toEqual(['法律服务机构@0 3@1'])
  })

  it('leaves a hole where a row starts some columns in', async () => {
    expect(await grid(tc('a') + tc('b') + tc('c'), `<w:trPr><w:gridBefore w:val="2"/></w:trPr>${tc('1')}`)).toEqual([
      'a@0 b@1 c@2',
      '1@2',
    ])
  })

  it('merges cells that are merged the old way', async () => {
    const restart = '<w:hMerge w:val="restart"/>'
    const on = '<w:hMerge/>'
    expect(
      await grid(
        tc('a', restart) + tc('', on) + tc('b', span(2) + restart) + tc('', on) + tc('c'),
        tc('1') + tc('2') + tc('3') + tc('4') + tc('5') + tc('6'),
      ),
    ).toEqual(['a@0(1x2) b@2(1x3) c@5', '1@0 2@1 3@2 4@3 5@4 6@5'])
  })

  it('keeps row spans where a bookmark stands between rows', async () => {
    const bookmark = '</w:tr><w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/><w:tr>'
    expect(await grid(`${tc('a', down(true))}${tc('1')}${bookmark}${tc('', down())}${tc('2')}`)).toEqual([
      'a@0(2x1) 1@1',
      '2@1',
    ])
  })

  it('leaves out deleted rows', async () => {
    expect(await grid(tc('a') + tc('1'), `<w:trPr><w:del/></w:trPr>${tc('b')}${tc('2')}`)).toEqual(['a@0 1@1'])
  })
})

describe('readDocx: bad input', () => {
  const good = docx(p('一、总体情况'))

  it('tolerates what servers append', async () => {
    expect((await readBytes(Buffer.concat([good, Buffer.from('\r\n<!-- -->')]))).blocks).toHaveLength(1)
  })

  it.each([
    ['cut short', good.subarray(0, good.length - 40)],
    ['without a document', storedZip(new Map([['[Content_Types].xml', Buffer.from(CONTENT_TYPES)]]))],
    ['with broken XML', docx('<w:p><w:r>')],
    [
      'that names entities',
      docx('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document/>' }),
    ],
    ['with an empty document', docx('', { 'word/document.xml': '' })],
  ])('refuses a package %s', async (_what, bytes) => {
    expect(await problem(bytes)).toBe('damaged-file')
  })

  it('refuses what unpacks to more than is allowed, claimed or real', async () => {
    const large = docx(p('字'.repeat(400_000)))
    expect(await problem(large, { unpackedMb: 1 })).toBe('unpacks-too-large')
    const lying = Buffer.from(large)
    const at = lying.lastIndexOf(Buffer.from('word/document.xml')) - 22
    lying.writeUInt32LE(10, at)
    expect(await problem(lying, { unpackedMb: 1 })).toMatch(/unpacks-too-large|damaged-file/)
  })

  it('refuses nesting without end', async () => {
    const deep = '<w:tbl><w:tr><w:tc>'.repeat(20_000) + p('深') + '</w:tc></w:tr></w:tbl>'.repeat(20_000)
    expect(await problem(docx(deep))).toBe('damaged-file')
  })

  it('tags that do not pair are no document: nobody could tell what is hidden in it', async () => {
    expect(await problem(docx('<w:p><w:r><w:rPr><w:vanish/></w:r></w:rPr><w:t>9</w:t></w:p>'))).toBe('damaged-file')
  })
})
