import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CALIBRATION, probabilityOf, type Calibration } from '../../src/forms/recognised/calibration.js'
import { fit } from './fit.js'
import { readDocument, readLines, toLine } from './read.js'
import { leftLine, reliability, tallyLine, trade } from './report.js'
import { readTruths, samplesOf, type Left, type Sample } from './samples.js'
import { tally, type Judged } from './threshold.js'

/** See docs/calibration.md. */
const USAGE = `scripts/calibrate read FOLDER [--shard I/N] > blocks.ndjson
scripts/calibrate fit BLOCKS.ndjson… --truth FOLDER [--held-out REGEXP] [--silent 1e-5] [--alarms 0.01] [--write FILE]
scripts/calibrate test BLOCKS.ndjson… --truth FOLDER [--held-out REGEXP]`

const THRESHOLDS = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999]
/** Wrong readings that are printed, the surest first. */
const EXAMPLES = 40

async function readFolder(folder: string, shard: string): Promise<void> {
  const [own = 1, of = 1] = shard.split('/').map(Number)
  const truths = [...readTruths(folder)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [index, [name, truth]] of truths.entries()) {
    if (index % of !== own - 1) continue
    const found = await readDocument(folder, name, truth)
    if (found) process.stdout.write(`${toLine(found)}\n`)
  }
}

async function collect(files: readonly string[], folder: string): Promise<{ samples: Sample[]; left: Left }> {
  const truths = readTruths(folder)
  const samples: Sample[] = []
  const left: Left = { lost: 0, flagged: 0, blank: 0 }
  for (const file of files)
    for await (const found of readLines(file)) {
      const truth = truths.get(found.name)
      if (truth) samples.push(...samplesOf(found, truth, left))
    }
  return { samples, left }
}

const judge = (samples: readonly Sample[], calibration: Calibration): (Judged & Sample)[] =>
  samples.map((sample) => ({ ...sample, probability: probabilityOf(sample.features, calibration) }))

function print(label: string, samples: readonly Sample[], calibration: Calibration): void {
  if (samples.length === 0) return
  const judged = judge(samples, calibration)
  console.log(tallyLine(label, tally(judged, calibration.threshold)))
  console.log(reliability(judged))
  console.log(
    trade(
      judged,
      [...THRESHOLDS, calibration.threshold].sort((a, b) => a - b),
    ),
  )
  const wrong = judged.filter(({ right }) => !right).sort((a, b) => b.probability - a.probability)
  for (const { document, value, printed, raw, text, probability } of wrong.slice(0, EXAMPLES))
    console.log(`${probability.toFixed(5)} ${document} ${value}: printed ${printed}, recognised ${raw}, read ${text}`)
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shard: { type: 'string', default: '1/1' },
    truth: { type: 'string' },
    'held-out': { type: 'string' },
    silent: { type: 'string', default: '1e-5' },
    alarms: { type: 'string', default: '0.01' },
    write: { type: 'string' },
  },
})
const [command, ...paths] = positionals
const [folder] = paths
if (command === 'read' && folder !== undefined) await readFolder(folder, options.shard)
else if ((command === 'fit' || command === 'test') && options.truth !== undefined) {
  const { samples, left } = await collect(paths, options.truth)
  const pattern = options['held-out']
  const isHeldOut = ({ document }: Sample): boolean => pattern !== undefined && new RegExp(pattern).test(document)
  const own = samples.filter((sample) => !isHeldOut(sample))
  const held = samples.filter(isHeldOut)
  console.log(leftLine(left))
  const documents = new Set(own.map(({ document }) => document)).size
  const source = `${own.length} value cells of ${documents} reports; held out: ${pattern ?? 'none'}`
  const goal = { silent: Number(options.silent), alarms: Number(options.alarms) }
  const calibration = command === 'fit' ? fit(own, goal, source) : CALIBRATION
  print(command === 'fit' ? 'fitted on' : 'not held out', own, calibration)
  print('held out', held, calibration)
  if (options.write !== undefined) writeFileSync(options.write, `${JSON.stringify(calibration, null, 2)}\n`)
} else {
  console.error(USAGE)
  process.exitCode = 1
}
