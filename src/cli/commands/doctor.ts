import { toldOf, type Language } from '../../model/sentences.js'
import { packagesError } from '../../packages.js'
import { VERSION } from '../../version.js'
import { command, flag, given } from '../command.js'
import { EXIT } from '../exit.js'
import { PLACE_OPTIONS, placeOf, type PlaceOptions } from '../place.js'
import { stdout } from '../render/output.js'
import { tableOf } from '../render/table.js'
import { lookOf, paint, type Look } from '../render/text.js'
import { same, text, type Say } from '../say.js'
import { SENTENCES } from '../words.js'
import type { Finding, PlaceFindings } from './doctor-finding.js'

/** `nianbao doctor`: what is installed, what is missing, what to do. */
export const doctor = command({
  options: {
    soffice: given('--soffice <PATH>', SENTENCES.soffice),
    json: flag('--json', text('print as JSON', '以 JSON 输出')),
    ...PLACE_OPTIONS,
  },
  notes: {
    en: 'Each part is tried, not only looked for: a document is converted, pictures of a number are read.\n\nExit status: 0 nothing needed is missing (what only some documents need is advice), 1 something needed is missing.',
    zh: '各组件都会实际试用：转换一份文档，识别一张数字图片。\n\n退出码：0 必需的组件都有（仅部分文档需要的只作提示）；1 缺少必需的组件。',
  },
  examples: same('nianbao doctor\nnianbao doctor --json | jq -r ".checks[] | select(.state != \\"fine\\") | .remedy"'),
  run: ({ say, language }, { soffice = null, json, ...place }) => run(say, language, place, { soffice, json }),
})

/** Looks at all that nianbao stands on, and tries it. Gives 1 only where something needed is missing. */
async function run(
  say: Say,
  language: Language,
  place: PlaceOptions,
  { soffice, json }: { readonly soffice: string | null; readonly json: boolean },
): Promise<number> {
  const engines = await import('./doctor-engines.js')
  const system = await import('./doctor-system.js')
  const findings: Finding[] = [
    system.nodeFinding(say),
    await system.limitsFinding(say),
    await system.cmapFinding(say),
    await system.sqliteFinding(say, language),
    ...(await engines.recogniserFindings(say, language)),
  ]
  const { findings: data, waitForOffice } = await placeFindings(place, say, language)
  findings.push(await engines.officeFinding(say, language, { soffice, waited: waitForOffice > 0 }))
  findings.push(await system.fontFinding(say), ...data)
  const healthy = findings.every(({ state }) => state !== 'missing')
  const shown = json
    ? JSON.stringify({ version: VERSION, healthy, checks: findings }, null, 2)
    : page(findings, say, lookOf(process.stdout))
  await stdout().write(`${shown}\n`)
  return healthy ? EXIT.fine : EXIT.usage
}

/** Findings about the data folder, or about the fleet. */
async function placeFindings(options: PlaceOptions, say: Say, language: Language): Promise<PlaceFindings> {
  try {
    const place = await placeOf(options)
    if (place.kind === 'fleet')
      return await (await import('./doctor-fleet.js')).fleetFindings(say, language, place.config)
    return await (await import('./doctor-system.js')).folderFindings(say, language, place.folder)
  } catch (error) {
    const fault = toldOf(packagesError(error), language)
    if (!fault) throw error
    const { message, remedy } = fault
    return { findings: [{ id: 'fleet', state: 'missing', found: message, remedy }], waitForOffice: 0 }
  }
}

const STATES = {
  fine: { word: text('fine', '正常'), colour: 'green' },
  advice: { word: text('advice', '提示'), colour: 'yellow' },
  missing: { word: text('missing', '缺少'), colour: 'red' },
} as const

function page(findings: readonly Finding[], say: Say, look: Look): string {
  const colours = new Map(Object.values(STATES).map(({ word, colour }) => [say(word), colour]))
  const columns = [{ title: '', colour: (word: string) => colours.get(word) ?? null }, { title: '' }, { title: '' }]
  const rows = findings.map(({ id, state, found }) => [say(STATES[state].word), id, found])
  const wrong = findings.filter(({ remedy }) => remedy !== null)
  const table = tableOf(columns, rows, { ...look, width: null }).replace(/^\s*\n/, '')
  if (wrong.length === 0) return `${table}\n\n${paint(say(ALL_FINE), 'bold', look)}`
  const todo = wrong.map(({ id, remedy }) => `  ${id}: ${remedy ?? ''}`)
  return [table, '', paint(say(SENTENCES.toDo), 'bold', look), ...todo].join('\n')
}

const ALL_FINE = text('All is there.', '一切就绪。')
