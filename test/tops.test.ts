import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { extractSource } from '../src/extract.js'

/**
 * Tops of reports as pages, documents and their text dumps print them, over many kinds of organs. `patterns.json` holds the
 * lines around the tables, and whether they name organ and year: what they do not name must be doubted.
 */
const FOLDER = join(import.meta.dirname, 'tops')
const json = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))
const pattern = z.strictObject({ name: z.string(), lines: z.array(z.string()), organ: z.boolean(), year: z.boolean() })
const patterns = z.array(pattern).parse(json('patterns.json'))
/** Names of organs, each with the word that it speaks of itself by. */
const organs = z.array(z.tuple([z.string(), z.string()])).parse(json('organs.json'))
const tables = readFileSync(join(FOLDER, 'tables.txt'), 'utf8')

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024] as const
const NUMERALS = '〇一二三四五六七八九'
const inChinese = (year: number): string => Array.from(String(year), (digit) => NUMERALS.charAt(Number(digit))).join('')
/** Steps through the names that share no factor with their number, so that patterns meet all of them in turn. */
const ORGAN_STEP = 7
const TRIES = 4

interface Top {
  readonly text: string
  readonly organ: string
  readonly year: number
}

function topOf({ lines }: z.infer<typeof pattern>, at: number): Top {
  const [organ = '', self = ''] = organs[(at * ORGAN_STEP) % organs.length] ?? []
  const year = YEARS[at % YEARS.length] ?? 2022
  const text = lines
    .join('\n')
    .replaceAll('{organ}', organ)
    .replaceAll('{self}', self)
    .replaceAll('{chineseYear}', inChinese(year))
    .replace(/\{year([+-]\d)?\}/g, (_, change: string | undefined) => String(year + Number(change ?? 0)))
    .replace('{tables}', tables)
  return { text, organ, year }
}

/** Facts of a top that are wrong, and whether the report warns of it. */
async function factsWrong(one: z.infer<typeof pattern>, at: number): Promise<readonly string[]> {
  const top = topOf(one, at)
  const bytes = new TextEncoder().encode(top.text)
  const { report } = await extractSource({ name: 'a.txt', path: 'a.txt', bytes })
  const warned = (fact: string): boolean => report?.flags.some((flag) => flag.startsWith(fact)) === true
  const wrong = (['organ', 'year'] as const).flatMap((fact) => {
    const value = report?.[fact] ?? null
    const right = one[fact] ? value === top[fact] : warned(fact)
    return right ? [] : [`${warned(fact) ? 'doubted' : 'silent'} ${fact} ${String(value)} for ${top[fact]}`]
  })
  return [...wrong, ...(report?.title == null && !warned('title') ? ['silent title'] : [])]
}

describe('tops of reports', () => {
  it('give organ, year and title, or a doubt', async () => {
    const wrong: string[] = []
    for (const [index, one] of patterns.entries())
      for (let time = 0; time < TRIES; time++)
        wrong.push(...(await factsWrong(one, index * TRIES + time)).map((each) => `${one.name}: ${each}`))
    expect(wrong.filter((each) => each.includes('silent'))).toEqual([])
    const tops = patterns.length * TRIES
    expect(tops).toBeGreaterThanOrEqual(260)
    expect(wrong.filter((each) => each.includes('organ')).length).toBeLessThanOrEqual(0.05 * tops)
    expect(wrong.filter((each) => each.includes('year')).length).toBeLessThanOrEqual(0.01 * tops)
  }, 60_000)
})
