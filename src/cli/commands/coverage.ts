import { command, flag } from '../command.js'
import { EXIT, interruptible } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { byOrgan, PANEL_OPTIONS, registryOf } from '../panel.js'
import { PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { note, stdout } from '../render/output.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'
import type { Divisions, OrganCoverage } from '../../panel/index.js'

/** `nianbao coverage`: which years of which organ are there. */
export const coverage = command({
  options: { json: flag('--json', SENTENCES.json), ...PANEL_OPTIONS, ...FILTER_OPTIONS, ...PLACE_OPTIONS },
  notes: {
    en: `One organ-year a line, separated by tabs: organ_id, year, state, documents, reports. States: present, several (more
documents than one), missing, unexpected (not in --expect), ended (the division is in no list any more). Without --expect all years
from the first to the last of all reports are looked for.`,
    zh: `每个机关每年一行，以制表符分隔：organ_id、年度、情况、文档数、报告数。情况：present 有，several 多份文档，
missing 缺，unexpected 不在 --expect 清单中，ended 区划已撤销。不给 --expect 时，检查全部报告最早至最晚的各年度。`,
  },
  examples: {
    en: `nianbao coverage | grep missing
nianbao coverage --expect organs.csv --json`,
    zh: `nianbao coverage | grep missing
nianbao coverage --expect 应报清单.csv --json`,
  },
  run: (kit, { json, divisions: file, expect, ...options }) =>
    withStore(options, kit, async (session) => {
      const divisions = await registryOf(file)
      return interruptible(
        async (signal) => {
          const output = stdout()
          const count = { present: 0, several: 0, missing: 0, unexpected: 0, ended: 0 }
          for await (const row of rows(session, divisions, expect, { filter: filterOf(options), signal })) {
            const { organId, year, state, documents, reports } = row
            count[state] += 1
            const line = json ? JSON.stringify(row) : [organId, year, state, documents, reports].join('\t')
            if (!(await output.write(`${line}\n`))) break
          }
          note(session.say(TOTAL, count))
          return EXIT.fine
        },
        (reason) => session.fail(SENTENCES.cannotWrite, { file: 'stdout', reason }),
      )
    }),
})

async function* rows(
  session: Session,
  divisions: Divisions,
  file: string | undefined,
  options: Parameters<typeof byOrgan>[2],
): AsyncGenerator<OrganCoverage> {
  const { coverageOf, Expected } = await import('../../panel/index.js')
  const expected = file === undefined ? null : await Expected.read(file, divisions)
  if (expected && expected.unknown.length > 0)
    note(session.say(SENTENCES.unknownOrgans, { codes: expected.unknown.slice(0, 10).join(', ') }))
  const seen = new Set<string>()
  for await (const { documents, gathered } of byOrgan(session, divisions, options)) {
    const organId = documents[0]?.organId ?? null
    if (organId === null) continue
    seen.add(organId)
    yield* coverageOf(organId, documents, gathered.allYears, divisions, expected)
  }
  for (const organId of expected?.organs ?? [])
    if (!seen.has(organId)) yield* coverageOf(organId, [], [], divisions, expected)
}

const TOTAL = text(
  'Organ-years: {present} present, {several} with several documents, {missing} missing, {unexpected} unexpected, {ended} ended.',
  '机关年度：有 {present}，多份 {several}，缺 {missing}，清单外 {unexpected}，已撤销 {ended}。',
)
