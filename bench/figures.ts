import { readFileSync, writeFileSync } from 'node:fs'
import type { Language } from '../src/model/problem.js'

/** Figures in the documentation: measured text between two comments, written by the bench that measured it. */

export type InBoth = Readonly<Record<Language, string>>

/** The page of the documentation that shows each block of figures; its Chinese twin ends in .zh-CN.md. */
const PAGES = {
  damage: 'docs/formats',
  formats: 'docs/performance',
  scans: 'docs/performance',
  peers: 'docs/performance',
} as const

export type Block = keyof typeof PAGES

export const BLOCKS = Object.keys(PAGES).filter((block): block is Block => block in PAGES)

/** The file that shows a block of figures in one language. */
export const pageOf = (block: Block, language: Language): string =>
  `${PAGES[block]}${language === 'en' ? '' : '.zh-CN'}.md`

const begin = (block: string): string => `<!-- figures: ${block} -->`
const END = '<!-- end of figures -->'

/**
 * Replaces what stands between the comments of one block.
 * @throws Error where the text has no such block
 */
export function withFigures(page: string, block: string, figures: string): string {
  const from = page.indexOf(begin(block))
  const to = page.indexOf(END, from)
  if (from < 0 || to < 0) throw new Error(`The page has no figures named “${block}”.`)
  return `${page.slice(0, from + begin(block).length)}\n\n${figures.trim()}\n\n${page.slice(to)}`
}

/** Shows figures on standard output, and writes them into the documentation where `write` says so. */
export function show(block: Block, figures: InBoth, { write }: { readonly write: boolean }): void {
  console.log(`${figures.en}\n`)
  if (!write) return
  for (const language of ['en', 'zh'] as const) {
    const file = pageOf(block, language)
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
