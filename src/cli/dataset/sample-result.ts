import { readFile } from 'node:fs/promises'
import { estimate, parseResults, ResultsError, type Estimate } from '../../sample/index.js'
import { EXIT } from '../exit.js'
import { speaker, type Say } from '../messages.js'
import { complainer } from '../store/session.js'
import { paint, tableOf } from '../table.js'
import { lookOf, Output } from '../terminal.js'
import { isFileError } from './file-error.js'

/** Two digits that say something, also of small shares: 0.048 %, 1.2 %, 12 %. */
function percent(share: number): string {
  if (share <= 0) return '0 %'
  return `${Number((100 * share).toPrecision(2))} %`
}

/** `nianbao sample --result FILE`: the error rate, and sentences for a paper; gives the exit status. */
export async function resultCommand(
  file: string,
  { say, json }: { readonly say: Say; readonly json: boolean },
): Promise<number> {
  const complain = complainer(say)
  try {
    const found = estimate(parseResults(await readFile(file, 'utf8')))
    const output = new Output(process.stdout)
    await output.write(json ? `${JSON.stringify(found)}\n` : `${render(found, say)}\n`)
    return EXIT.fine
  } catch (error) {
    if (error instanceof ResultsError) {
      const { line, found } = error
      complain(
        line === null ? say('sampleResultWrong', { file, found }) : say('sampleResultLine', { file, line, found }),
      )
    } else if (isFileError(error)) complain(say('sampleUnreadable', { file, reason: error.code }))
    else throw error
    return EXIT.usage
  }
}

function render(found: Estimate, say: Say): string {
  const look = lookOf(process.stdout)
  const right = { align: 'right' } as const
  const columns = [
    { title: say('stratum') },
    { title: say('stratumSize'), ...right },
    { title: say('sampleRight'), ...right },
    { title: say('sampleWrong'), ...right },
    { title: say('sampleUnclear'), ...right },
    { title: say('sampleOpen'), ...right },
  ]
  const rows = found.strata.map(({ stratum, size, right: good, wrong, unclear, open }) => [
    stratum,
    ...[size, good, wrong, unclear, open].map(String),
  ])
  const { rate, interval, open, unclear, population, judged, wrong } = found
  const table = tableOf(columns, rows, look)
  if (rate === null || !interval) return `${table}\n\n${say('sampleUnjudged')}`
  const shares = { rate: percent(rate), low: percent(interval[0]), high: percent(interval[1]) }
  const sentences = (['zh', 'en'] as const).map((language) =>
    speaker(language)('sampleSentence', { population, judged, wrong, ...shares }),
  )
  return [
    table,
    '',
    paint(say('sampleRate', shares), 'bold', look),
    ...(open + unclear > 0 ? [say('sampleLeft', { open, unclear })] : []),
    '',
    say('sampleMethods'),
    ...sentences.map((sentence) => `  ${sentence}`),
  ].join('\n')
}
