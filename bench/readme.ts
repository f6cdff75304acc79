import { readFileSync, writeFileSync } from 'node:fs'
import type { Language } from '../src/model/problem.js'

/** Figures as the READMEs show them: measured text between two comments, written by the bench that measured it. */

export type InBoth = Readonly<Record<Language, string>>

const READMES: Readonly<Record<Language, string>> = { en: 'README.md', zh: 'README.zh-CN.md' }

const begin = (block: string): string => `<!-- figures: ${block} -->`
const END = '<!-- end of figures -->'

/**
 * Replaces what stands between the comments of one block.
 * @throws Error where the text has no such block
 */
export function withFigures(readme: string, block: string, figures: string): string {
  const from = readme.indexOf(begin(block))
  const to = readme.indexOf(END, from)
  if (from < 0 || to < 0) throw new Error(`The README has no figures named “${block}”.`)
  return `${readme.slice(0, from + begin(block).length)}\n\n${figures.trim()}\n\n${readme.slice(to)}`
}

/** Shows figures on standard output, or writes them into the READMEs of this folder. */
export function show(block: string, figures: InBoth, { readme }: { readonly readme: boolean }): void {
  console.log(`${figures.en}\n`)
  if (!readme) return
  for (const language of ['en', 'zh'] as const) {
    const file = READMES[language]
    writeFileSync(file, withFigures(readFileSync(file, 'utf8'), block, figures[language]))
  }
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A table in Markdown. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** The same table under headings in both languages. */
export const tableInBoth = (
  en: readonly string[],
  zh: readonly string[],
  rows: readonly (readonly string[])[],
): InBoth => ({ en: markdownTable(en, rows), zh: markdownTable(zh, rows) })

/** Blocks of text, one under the other. */
export const together = (...blocks: readonly InBoth[]): InBoth => ({
  en: blocks.map(({ en }) => en).join('\n\n'),
  zh: blocks.map(({ zh }) => zh).join('\n\n'),
})
