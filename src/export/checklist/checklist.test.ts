import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHECKLIST_FORMATS, checklistFormat, writeChecklist, type CheckedReport } from './index.js'

const REPORT: CheckedReport = {
  ...{ path: '<今年>.docx', organ: '柳林镇人民政府', year: 2023, lastYear: null },
  findings: [
    {
      ...{ rule: 'carried-over', severity: 'must', severityTitle: '必须改', title: '上年结转数不一致' },
      ...{ message: '1 ≠ 4 & 其他', basis: '依据', remedy: '办法', where: '三', row: '二、上年结转', column: '总计' },
      ...{ printed: '1', expected: '4' },
    },
  ],
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-checklist-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test.each(CHECKLIST_FORMATS)(
  'a list is written as %s, over an earlier one, and leaves nothing beside it',
  async (format) => {
    const file = join(folder, `list${format}`)
    await writeChecklist(file, format, [REPORT], 'zh')
    const first = await readFile(file)
    await writeChecklist(file, format, [REPORT], 'zh')
    expect((await readFile(file)).equals(first)).toBe(true)
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([])
    expect(checklistFormat(file.toUpperCase())).toBe(format)
  },
)

test('the page says what was found, with nothing of the report as markup', async () => {
  const page = await readFile(join(folder, 'list.html'), 'utf8')
  expect(page).toContain('&lt;今年&gt;.docx')
  expect(page).toContain('必须改 1 项，请核对 0 项，提示 0 项')
  expect(page).toContain('二、上年结转 · 总计')
  expect(page).toContain('1 ≠ 4 &amp; 其他')
})
