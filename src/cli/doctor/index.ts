import { ConfigError } from '../../fleet/config-errors.js'
import type { Language } from '../../model/problem.js'
import { RECOGNISERS } from '../../scan/index.js'
import { VERSION } from '../../version.js'
import { EXIT } from '../exit.js'
import type { Say } from '../messages.js'
import { placeOf } from '../place.js'
import { paint, tableOf, type Colour, type Look } from '../table.js'
import { lookOf, Output } from '../terminal.js'
import { dataFinding, sqliteFinding } from './data.js'
import { officeFinding, recogniserFinding } from './engines.js'
import { missing, type Finding, type FindingState } from './finding.js'
import { cmapFinding, diskFinding, fontFinding, nodeFinding } from './system.js'

interface DoctorOptions {
  /** The command's options, which say what to look at. */
  readonly given: unknown
  readonly soffice: string | null
  readonly json: boolean
}

const STATES = ['fine', 'advice', 'missing'] as const
const COLOURS: Readonly<Record<FindingState, Colour>> = { fine: 'green', advice: 'yellow', missing: 'red' }

/** Looks at all that nianbao stands on, and tries it. Gives 1 only where something needed is missing. */
export async function doctorCommand(options: DoctorOptions, say: Say, language: Language): Promise<number> {
  const findings: Finding[] = [nodeFinding(say), await cmapFinding(say), await sqliteFinding(say)]
  // One after the other: each loads a model.
  for (const name of RECOGNISERS) findings.push(await recogniserFinding(say, name))
  const { findings: data, waitForOffice } = await placeFindings(options.given, say, language)
  findings.push(await officeFinding(say, language, { soffice: options.soffice, waited: waitForOffice > 0 }))
  findings.push(await fontFinding(say), ...data)
  const healthy = findings.every(({ state }) => state !== 'missing')
  const output = new Output(process.stdout)
  await output.write(
    options.json
      ? `${JSON.stringify({ version: VERSION, healthy, checks: findings }, null, 2)}\n`
      : `${page(findings, say, lookOf(process.stdout))}\n`,
  )
  return healthy ? EXIT.fine : EXIT.usage
}

interface PlaceFindings {
  readonly findings: readonly Finding[]
  /** Documents that wait for LibreOffice. */
  readonly waitForOffice: number
}

/** Of the data folder or the fleet, whichever is meant. */
async function placeFindings(given: unknown, say: Say, language: Language): Promise<PlaceFindings> {
  try {
    const place = await placeOf(given)
    if (place.kind === 'fleet') {
      const { fleetFindings } = await import('./fleet.js')
      return await fleetFindings(say, language, place.config)
    }
    const { finding, waitForOffice } = await dataFinding(say, language, place.folder)
    return { findings: [finding, await diskFinding(say, place.folder)], waitForOffice }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { message, remedy } = error.told(language)
    return { findings: [missing('fleet', message, remedy)], waitForOffice: 0 }
  }
}

function page(findings: readonly Finding[], say: Say, look: Look): string {
  const words = { fine: say('doctorFine'), advice: say('doctorAdvice'), missing: say('doctorMissing') }
  const colours = new Map(STATES.map((state) => [words[state], COLOURS[state]]))
  const columns = [{ title: '', colour: (text: string) => colours.get(text) ?? null }, { title: '' }, { title: '' }]
  const rows = findings.map(({ id, state, found }) => [words[state], id, found])
  const wrong = findings.filter(({ remedy }) => remedy !== null)
  const table = tableOf(columns, rows, { ...look, width: null }).replace(/^\s*\n/, '')
  if (wrong.length === 0) return `${table}\n\n${paint(say('doctorAllFine'), 'bold', look)}`
  const todo = wrong.map(({ id, remedy }) => `  ${id}: ${remedy ?? ''}`)
  return [table, '', paint(say('toDo'), 'bold', look), ...todo].join('\n')
}
