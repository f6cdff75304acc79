import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { TEXT, complaintsWhenReadBy, folderOf, nianbao } from './support/cli.js'

/** The command line as users run it, from the build in dist/: its help, its refusals, and what it lists. */

describe('help', () => {
  test.each([[], ['extract'], ['schema'], ['forms'], ['problems']])(
    '%s shows examples, in both languages',
    async (...command) => {
      const english = await nianbao([...command, '--help'])
      expect(english).toMatchObject({ status: 0, err: '' })
      expect(english.out).toMatch(/Usage: nianbao[^]*Examples:\n {2}nianbao /)
      const chinese = await nianbao([...command, '--help', '--lang', 'zh'])
      expect(chinese.out).toMatch(/用法：nianbao[^]*示例：\n {2}nianbao /)
    },
  )

  test('comes in the language of the locale, as POSIX ranks its variables', async () => {
    const environment = { LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }
    expect((await nianbao(['--help'], { environment })).out).toContain('用法')
    expect((await nianbao(['--help'], { environment: { ...environment, LC_ALL: 'C' } })).out).toContain('Usage')
  })

  test('--version prints the version alone', async () => {
    expect((await nianbao(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('wrong usage ends with 1 and a sentence', () => {
  test.each([
    [['bogus'], /unknown command 'bogus'/],
    [['extract'], /missing required argument/],
    [['extract', '--jobs', '0', 'x'], /must be a whole number from 1/],
    [['list', '--batch', '99999999999'], /must be a whole number from 1 to 2147483647/],
    [['extract', '--timeout', 'soon', 'x'], /must be a number greater than 0/],
    [['extract', '--lang', 'fr', 'x'], /must be zh or en/],
    [['extract', ''], /no file matches ''[^]*nothing to read/],
    [['extract', '/nowhere/*.pdf'], /no file matches \/nowhere\/\*\.pdf[^]*nothing to read/],
  ])('%j', async (args, sentence) => {
    const { status, out, err } = await nianbao(args)
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err).not.toMatch(/^\s+at /m)
  })

  test('in Chinese, too', async () => {
    const { status, err } = await nianbao(['extract', '没有/*.pdf', '--lang', 'zh'])
    expect(status).toBe(1)
    expect(err).toContain('没有文件匹配 没有/*.pdf')
  })

  test('an output folder that cannot be made', async () => {
    const folder = await folderOf({ 'a.txt': TEXT, file: { text: '' } })
    const { status, err } = await nianbao(['extract', 'a.txt', '--out', 'file/below', '--quiet'], { cwd: folder })
    expect(status).toBe(1)
    expect(err).toMatch(/^error: cannot write .*file.* \(E[A-Z]+\)\.\n$/)
  })
})

describe('lists', () => {
  test.each(['--help', 'schema', 'forms', 'problems'])('%s ends in silence when nobody reads on', async (command) => {
    expect(await complaintsWhenReadBy('true', command)).toBe('')
  })

  test('schema prints the JSON Schema of a record', async () => {
    const { status, out } = await nianbao(['schema'])
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ $id: 'document.v1', type: 'object' })
  })

  test('forms lists every value of both forms with its label', async () => {
    const shape = z.array(
      z.object({ form: z.string(), values: z.array(z.object({ code: z.string(), label: z.string().min(1) })) }),
    )
    const forms = shape.parse(JSON.parse((await nianbao(['forms', '--json'])).out))
    expect(forms.map(({ form, values }) => [form, values.length])).toEqual([
      ['2019', 198],
      ['2021', 200],
    ])
    const { out } = await nianbao(['forms'])
    expect(out).toMatch(
      /^a_refused_state_secret_nat +applications +refused_state_secret\/natural_person +件 +三、本年度办理结果 › （三）不予公开 › 1\.属于国家秘密 › 申请人情况 › 自然人$/m,
    )
  })

  test('problems lists every code with its remedy, in both languages', async () => {
    const { out } = await nianbao(['problems'])
    expect(out).toContain('timeout  timed out  (error, permanent)\n  Reading took longer')
    const shape = z.array(
      z.object({ code: z.string(), severity: z.string(), class: z.string(), message: z.string(), remedy: z.string() }),
    )
    const problems = shape.parse(JSON.parse((await nianbao(['problems', '--json', '--lang', 'zh'])).out))
    expect(problems.find(({ code }) => code === 'empty-file')?.remedy).toBe('请重新下载。')
  })
})
