import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'parse5'
import { madeDocument, pendingDocument, sourceOf } from '../export/testing/documents.js'
import { packedDivisions } from '../panel/index.js'
import type { DocumentRecord } from '../model/record.js'
import { openStore } from '../store/open.js'
import type { StoredDocument } from '../store/store.js'
import { failedSample, sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../store/testing/samples.js'
import { findGaps, findRepeated, organMatrix, type OrganYear } from './gaps.js'
import { gather, gatherCoverage, gatherValues, withPages } from './gather.js'
import { bins, quantile, spreadOf } from './statistics.js'
import { makeOverview } from './index.js'
import { findOutliers, type Observation } from './outliers.js'
import { overviewPage } from './page.js'

const report = (organ: string, year: number): OrganYear => ({
  ...{ organ, year, sha256: `${organ}${year}`, path: 'x', file: '/x' },
})

describe('gaps', () => {
  it('are years missing between the first and the last of an organ', () => {
    const seen = [report('甲', 2019), report('甲', 2022), report('乙', 2019), report('乙', 2020), report('丙', 2021)]
    expect(findGaps(seen).map(({ organ, missing }) => [organ, missing])).toEqual([['甲', [2020, 2021]]])
  })

  it('are told apart from years reported twice', () => {
    const seen = [report('甲', 2019), report('甲', 2019), report('乙', 2019)]
    expect(findGaps(seen)).toEqual([])
    expect(findRepeated(seen).map(({ organ, year, reports }) => [organ, year, reports.length])).toEqual([
      ['甲', 2019, 2],
    ])
  })
})

describe('the matrix of organs by years', () => {
  it('has every organ, those that miss most years first', () => {
    const seen = [report('乙', 2019), report('甲', 2019), report('甲', 2022), report('甲', 2022), report('丙', 2021)]
    const rows = organMatrix(seen.map((each) => ({ ...each, status: 'ok' })))
    expect(rows.map(({ organ, missing }) => [organ, missing])).toEqual([
      ['甲', [2020, 2021]],
      ['丙', []],
      ['乙', []],
    ])
    expect([...(rows[0]?.years ?? [])].map(([year, reports]) => [year, reports.length])).toEqual([
      [2019, 1],
      [2022, 2],
    ])
  })
})

describe('what sticks out', () => {
  const observe = (organ: string, values: readonly number[]): readonly Observation[] =>
    values.map((value, index) => ({
      ...{ sha256: `${organ}${index}`, path: `${organ}/${index}`, file: '/x', organ, year: 2018 + index },
      ...{ code: 'a_received_new_all', value, flagged: false },
    }))

  it('is what is unlike the other years of its organ, above and below', () => {
    const found = findOutliers([...observe('甲', [20, 25, 22, 2200, 18]), ...observe('乙', [900, 850, 910, 0, 905])])
    expect(found.map(({ organ, value, usual, against }) => [organ, value, usual, against])).toEqual([
      ['乙', 0, 900, 'organ'],
      ['甲', 2200, 22, 'organ'],
    ])
  })

  it('is not that an organ is larger than others, nor that counts vary', () => {
    expect(findOutliers([...observe('省', [9000, 9500, 9100, 9300]), ...observe('镇', [3, 5, 4, 2, 7])])).toEqual([])
    expect(findOutliers(observe('镇', [0, 0, 0, 0, 2]))).toEqual([])
  })

  it('of organs seen in few years is what is far above all reports', () => {
    const many = Array.from({ length: 30 }, (_, index) => observe(`organ ${index}`, [20 + index])).flat()
    const found = findOutliers([...many, ...observe('甲', [50_000]), ...observe('乙', [0])])
    expect(found.map(({ organ, against }) => [organ, against])).toEqual([['甲', 'all']])
  })
})

describe('the middle of numbers', () => {
  it('is as others count it', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2)
    expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12)
    expect(spreadOf([1, 2, 3, 4, 1000])).toEqual({ centre: 3, deviation: 1.4826 })
  })

  it('is shown in bins that grow', () => {
    const counted = bins([0, 0, 1, 3, 7, 40, 1500, -2])
    expect(counted.map(({ label, count }) => [label, count])).toEqual([
      ['< 0', 1],
      ['0', 2],
      ['1', 1],
      ['2–4', 1],
      ['5–9', 1],
      ['10–19', 0],
      ['20–49', 1],
      ['50–99', 0],
      ['100–199', 0],
      ['200–499', 0],
      ['500–999', 0],
      ['1k–2k', 1],
    ])
  })
})

const documents: readonly StoredDocument[] = [
  ...[2019, 2020, 2022, 2023].map((year) =>
    madeDocument({
      ...{ path: `甲县/${year}.pdf`, organ: '甲县<人民>政府', year, form: year < 2021 ? '2019' : '2021' },
      values: year === 2023 ? { a_received_new_all: { value: 900_000, flags: ['unbalanced'] } } : {},
    }),
  ),
  madeDocument({ path: '乙县/failed.pdf', failed: true }),
  madeDocument({ path: '乙县/gone.pdf', organ: '乙县人民政府', current: false }),
]
const store = sourceOf(documents, [pendingDocument({ path: 'pending.pdf' })])

describe('an overview', () => {
  let work: string
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'nianbao-overview-'))
  })
  afterAll(async () => {
    await rm(work, { recursive: true, force: true })
  })

  it('counts what there is, and leaves out what is gone', async () => {
    const gathered = await gather(store, {})
    expect(gathered).toMatchObject({ documents: 6, gone: 1, organs: 1, flaggedValues: 1 })
    expect(gathered.folderStatus.at('甲县', 'ok')).toBe(3)
    expect(gathered.folderStatus.at('乙县', 'failed')).toBe(1)
    expect(gathered.folderStatus.at('.', 'pending')).toBe(1)
    expect(gathered.yearForm.at('2022', '2021')).toBe(1)
    expect([...gathered.codes]).toEqual([['encrypted', 1]])
  })

  it('is counted the same by a store as from whole documents', async () => {
    const { store: real, close } = await openStore(join(work, 'data'))
    const batch = await real.beginBatch(sampleBatch)
    const put = async (path: string, record: DocumentRecord | null): Promise<void> => {
      await real.putNames(batch, [sampleName(path, path)])
      if (record) await real.saveAttempt(sampleAttempt(record, { batch }))
    }
    for (const year of [2021, 2022, 2023])
      await put(`甲/${year}.pdf`, sampleRecord(`甲/${year}.pdf`, { year, number: year - 2000 }))
    const values = {
      a_received_new_all: { flags: ['unbalanced'] },
      a_granted_all: { state: 'blank', value: null, raw: '' },
      p_rules_issued: { state: 'text', value: null, raw: '见附件', flags: ['unparsed'] },
    } as const
    await put('flagged.pdf', sampleRecord('flagged.pdf', { year: 2022, status: 'flagged', values }))
    await put('failed.pdf', failedSample('failed.pdf'))
    await put('gone.pdf', sampleRecord('gone.pdf'))
    await real.putNames(batch, [sampleName('gone.pdf', 'waits')])
    const { observations, flaggedValues, ...coverage } = await gather(real, {})
    expect(coverage).toMatchObject({ documents: 6, gone: 1 })
    expect(await gatherCoverage(real, {})).toEqual(coverage)
    const found = await gatherValues(real, {})
    expect(found).toMatchObject({ flaggedValues, values: coverage.values })
    const byPlace = (a: Observation, b: Observation): number =>
      `${a.path} ${a.code}`.localeCompare(`${b.path} ${b.code}`)
    expect((await withPages(real, found.observations)).toSorted(byPlace)).toEqual(observations.toSorted(byPlace))
    expect(flaggedValues).toBe(2)
    await close()
  })

  it.each(['zh', 'en'] as const)('is one page that fetches nothing, in %s', async (language) => {
    const out = join(work, `${language}.html`)
    expect(await makeOverview(store, { out, language })).toBe(6)
    const html = await readFile(out, 'utf8')
    const errors: string[] = []
    parse(html, { onParseError: ({ code }) => errors.push(code) })
    expect(errors).toEqual([])
    // A link is followed only by whoever clicks on it.
    const still = html.replace(/<a class="path" href="[^"]*"/g, '<a')
    expect(still.replace(/http:\/\/www\.w3\.org\/[\w/]+/g, '')).not.toMatch(
      /(?:src|href|url)\s*[=(]\s*["']?(?!#)[a-z./]/i,
    )
    expect(html).not.toContain('<人民>')
    expect(html).toContain('nianbao show ')
    expect(html).toContain('nianbao list --code encrypted')
    const charts = html.match(/<figure>/g)?.length ?? 0
    expect(charts).toBeGreaterThan(15)
    expect(html.match(/role="img" aria-label="[^"]+"/g)).toHaveLength(charts)
    expect(html.match(/<details>/g)).toHaveLength(charts)
    // No sentence is left in the other language, no placeholder unfilled.
    expect(html.replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '')).not.toMatch(/\{\w+\}/)
    expect(await readdir(work)).not.toContainEqual(expect.stringContaining('unfinished'))
  })

  it('opens originals at the page of the value, from where it stands', async () => {
    const html = overviewPage(await gather(store, {}), 'en', '/reports/pages')
    const [href = ''] = /(?<=<a class="path" href=")[^"]*2023[^"]*/.exec(html) ?? []
    expect(decodeURI(href)).toBe('../甲县/2023.pdf#page=1')
    expect(overviewPage(await gather(store, {}), 'en')).not.toContain('<a class="path"')
  })

  it('can be read on paper, in the dark, without motion, and by keyboard', async () => {
    const html = overviewPage(await gather(store, {}), 'en')
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? []
    const [, paper = ''] = /@media print \{(.*)\}/s.exec(style) ?? []
    expect(paper).toMatch(/h2, h3, \.note, figcaption \{ break-after: avoid; \}/)
    expect(style).toMatch(/prefers-color-scheme: dark/)
    expect(style.match(/scroll-behavior/g)).toHaveLength(1)
    expect(style).toContain('@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }')
    const boxes = html.match(/<div class="scroll [^>]*>/g) ?? []
    expect(boxes.length).toBeGreaterThan(15)
    for (const box of boxes) expect(box).toMatch(/tabindex="0" role="region" aria-label="[^"]+"/)
  })

  it('shows every organ by years, told apart by its identity, not by its printed name', async () => {
    const [town, county] = ['湘潭县花石镇人民政府', '下城区人民政府']
    const documents = [
      ...[2019, 2021].map((year) => madeDocument({ path: `a/${year}.pdf`, organ: town, year })),
      madeDocument({ path: 'a/again.pdf', organ: '湖南省湘潭市湘潭县花石镇政府', year: 2021 }),
      madeDocument({ path: 'b.pdf', organ: county, year: 2020 }),
      madeDocument({ path: 'c.pdf', organ: '花石镇人民政府', year: 2020 }),
      madeDocument({ path: 'd.pdf', organ: '江津区人民政府', year: 2023 }),
    ]
    const divisions = await packedDivisions()
    const { matrix } = await gather(sourceOf(documents), {}, { divisions })
    expect(matrix?.organs.map(({ name, states }) => [name, states.map(({ state }) => state).join(' ')])).toEqual([
      ['重庆市江津区', 'missing missing missing missing present'],
      ['湖南省湘潭市湘潭县花石镇', 'present missing several missing missing'],
      // Its parts belong to another district since 2021.
      ['浙江省杭州市下城区', 'missing present missing ended ended'],
    ])
    const html = overviewPage(await gather(sourceOf(documents), {}, { divisions }), 'en')
    const [, row = ''] = /(<tr><th scope="row">湖南省湘潭市湘潭县花石镇<\/th>.*?<\/tr>)/s.exec(html) ?? []
    expect(
      [...row.matchAll(/<i class="(\w+)"[^>]*>(\d*)/g)].map(([, kind, count]) => `${kind ?? ''}${count ?? ''}`),
    ).toEqual([...['there', 'gap', 'there2', 'gap', 'gap']])
    expect(html).toContain('Of 1 document the organ or year is open')
  }, 120_000)

  it('unfolds what a list leaves out at first', async () => {
    const many = Array.from({ length: 75 }, (_, index) => {
      const organ = `机关${String(index).padStart(2, '0')}`
      return [2019, 2022].map((year) => madeDocument({ path: `${organ}/${year}.pdf`, organ, year }))
    })
    const html = overviewPage(await gather(sourceOf(many.flat()), {}), 'zh')
    const [, rest = ''] = /<details class="more"><summary>……另有 15 项<\/summary>(.*?)<\/details>/s.exec(html) ?? []
    expect(rest.match(/<th scope="row">/g)).toHaveLength(15)
    expect(rest).toContain('机关74')
  })

  it('is the same when made again', async () => {
    const gathered = await gather(store, {})
    expect(overviewPage(gathered, 'zh')).toBe(overviewPage(gathered, 'zh'))
  })

  it('of an empty store says so', async () => {
    const html = overviewPage(await gather(sourceOf([]), {}), 'en')
    expect(html).toContain('There is nothing to show yet.')
  })
})
