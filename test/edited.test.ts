import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { extractSource } from '../src/extract.js'
import type { DocumentRecord } from '../src/model/record.js'
import { silentlyWrong } from './support/silent.js'
import { readTruth, type Truth } from './support/truth.js'

/** A sound web page edited as clerks and converters do: each value still right, or warned of. */

const REPORTS = join(import.meta.dirname, 'golden', 'reports')
const PAGE = new TextDecoder('gb18030').decode(readFileSync(join(REPORTS, 'html-2021.html')))
const TRUTH = readTruth(join(REPORTS, 'html-2021.truth.json'))

/** Rows as `<tr>…</tr>`; the first one whose label has these words is changed. */
const changeRow = (words: string, change: (row: string) => string): ((page: string) => string) => {
  return (html) => {
    const row = html.match(/<tr>.*?<\/tr>/gs)?.find((candidate) => candidate.includes(words))
    if (row === undefined) throw new Error(`no row ${words}`)
    return html.replace(row, () => change(row))
  }
}

const cellsOf = (row: string): string[] => row.match(/<td.*?<\/td>/gs) ?? []
/** Changes the cells of a row; null takes one away. Values are counted from the right: 0 is the last one. */
const changeCell = (words: string, fromRight: number, change: (cell: string) => string | null) =>
  changeRow(words, (row) => {
    const cells = cellsOf(row)
    const at = cells.length - 1 - fromRight
    return `<tr>${cells.flatMap((cell, index) => (index === at ? (change(cell) ?? []) : cell)).join('')}</tr>`
  })

const print = (text: string) => (cell: string) => cell.replace(/<p>.*?<\/p>/s, `<p>${text}</p>`)

async function edited(...changes: readonly ((page: string) => string)[]): Promise<DocumentRecord> {
  const page = changes.reduce((html, change) => change(html), PAGE).replace(/charset='?gbk'?/i, "charset='utf-8'")
  return extractSource({ name: 'a.html', path: 'a.html', bytes: Buffer.from(page) })
}

/** The truth once this value prints something else. */
const truthWith = (key: string, value: number | null): Pick<Truth, 'records'> => ({
  records: TRUTH.records.map((record) =>
    `${record.table}/${record.item}/${record.measure}` === key ? { ...record, value } : record,
  ),
})

const codesOf = ({ problems }: DocumentRecord): readonly string[] => problems.map(({ code }) => code)

describe('values are right or warned of', () => {
  it('as the page is', async () => {
    const record = await edited()
    expect(record.status).toBe('ok')
    expect(silentlyWrong(record, TRUTH)).toEqual([])
  })

  const remark = (html: string): string =>
    html.replaceAll(/(<td class="num">(?:(?!<td).)*<\/td>)<\/tr>/gs, '$1<td>9</td></tr>')
  const withoutTables = (html: string): string => html.replace(/<table[^>]*class='t2'.*?<\/table>/s, '')

  it.each<[string, (page: string) => string, string]>([
    ['a cell left out', changeCell('予以公开', 3, () => null), 'columns-uncertain'],
    ['the last cell left out', changeCell('予以公开', 0, () => null), 'columns-uncertain'],
    ['a cell left out of section 2', changeCell('规章', 1, () => null), 'columns-uncertain'],
    ['a cell too many', changeCell('予以公开', 3, (cell) => cell + cell), 'columns-uncertain'],
    [
      'a cell made wider',
      changeCell('予以公开', 3, (cell) => cell.replace('<td', '<td colspan="2"')),
      'columns-uncertain',
    ],
    ['a row printed twice', changeRow('2.重复申请', (row) => row + row), 'row-unknown'],
    [
      'a row of the organ’s own',
      changeRow('2.重复申请', (row) => row + row.replace('2.重复申请', '3.会议纪要')),
      'row-unknown',
    ],
    ['a row left out', changeRow('2.重复申请', () => ''), 'row-missing'],
    ['a column of remarks', remark, 'column-unknown'],
    ['a table left out', withoutTables, 'table-missing'],
    [
      'a table as a picture',
      (html) => html.replace(/<table[^>]*class='t2'.*?<\/table>/s, '<img src="a.png">'),
      'table-is-picture',
    ],
    [
      'a table pasted twice',
      (html) => html.replace(/(<table[^>]*class='t3'.*?<\/table>)/s, '$1<p>附表</p>$1'),
      'table-repeated',
    ],
    ['two reports in one file', (html) => html.replace(/<body>(.*)<\/body>/s, '<body>$1$1</body>'), 'several-reports'],
  ])('%s', async (_what, change, code) => {
    const record = await edited(change)
    expect(record.status).toBe('flagged')
    expect(codesOf(record)).toContain(code)
    expect(silentlyWrong(record, TRUTH)).toEqual([])
  })

  it.each<[string, number | null, boolean]>([
    ['１，２３４', 1234, false],
    ['1,234', 1234, false],
    // A count has neither decimals nor a sign: the number is kept as printed, and doubted.
    ['0.00', 0, true],
    ['1．5', 1.5, true],
    ['—5', -5, true],
    ['12件', 12, false],
    ['', null, false],
    ['&nbsp;', null, false],
    ['-', null, false],
    ['／', null, false],
    ['无', null, false],
    // The mark of a footnote is no digit.
    ['12①', 12, true],
    ['12*', 12, true],
    ['12<sup>1</sup>', 12, true],
    ['3（含上年）', null, true],
    ['54/12', null, true],
    ['1 234', null, true],
    ['12,34', null, true],
    ['012', null, true],
    ['〇', null, true],
    ['O', null, true],
    ['l2', null, true],
    ['约12', null, true],
    ['5%', null, true],
    ['见附件', null, true],
    ['#REF!', null, true],
  ])('printed %j', async (text, value, doubted) => {
    const record = await edited(changeCell('予以公开', 3, print(text)))
    const found = record.records.find(({ code }) => code === 'a_granted_pub')
    expect(found?.value).toBe(value)
    expect(found?.flags.some((flag) => flag !== 'unbalanced')).toBe(doubted)
    expect(silentlyWrong(record, truthWith('applications/granted/public_welfare', value))).toEqual([])
  })

  it.each<[string, (page: string) => string]>([
    ['rows in another order', (html) => swapRows(html, '5.属于三类内部事务信息', '6.属于四类过程性信息')],
    ['labels that say other rows', (html) => swapTexts(html, '规章', '行政规范性文件')],
    ['headings that say other columns', (html) => swapTexts(html, '商业企业', '科研机构')],
  ])('%s are followed', async (what, change) => {
    const record = await edited(change)
    const moved = (of: string): string =>
      what.startsWith('labels')
        ? swapTexts(of, 'rules', 'normative_docs')
        : swapTexts(of, 'company', 'research_institute')
    const truth = what.startsWith('rows')
      ? TRUTH
      : {
          records: TRUTH.records.map((each) => {
            const item = what.startsWith('labels') && each.table === 'proactive' ? moved(each.item) : each.item
            const measure = what.startsWith('headings') ? moved(each.measure) : each.measure
            return { ...each, item, measure }
          }),
        }
    expect(silentlyWrong(record, truth)).toEqual([])
    expect(record.status).toBe('ok')
  })
})

function swapTexts(text: string, a: string, b: string): string {
  return text.replaceAll(a, '\u0000').replaceAll(b, a).replaceAll('\u0000', b)
}

function swapRows(html: string, a: string, b: string): string {
  const rows = html.match(/<tr>.*?<\/tr>/gs) ?? []
  const [first, second] = [rows.find((row) => row.includes(a)) ?? '', rows.find((row) => row.includes(b)) ?? '']
  return swapTexts(html, first, second)
}
