import { addExtractionOptions } from '../extraction-flags.js'
import { examples, type CommandKit } from '../kit.js'
import { addPlaceOptions } from '../place.js'

const EXAMPLES = {
  en: `nianbao ingest reports/
nianbao ingest 2021/ 2022/ --data study/ --manifest files.csv
nianbao ingest reports/ --dry-run
nianbao ingest 'reports/**/*.pdf' --jobs 4 --keep-originals`,
  zh: `nianbao ingest 年报/
nianbao ingest 2021/ 2022/ --data 研究/ --manifest 清单.csv
nianbao ingest 年报/ --dry-run
nianbao ingest '年报/**/*.pdf' --jobs 4 --keep-originals`,
}

/** `nianbao ingest PATH…`: takes reports into the data folder. */
export function registerIngest({ command, say, language, finish }: CommandKit): void {
  const made = command('ingest', say('ingest'))
    .argument('<PATH...>', say('extractPaths'))
    .option('--manifest <FILE>', say('manifest'))
    .option('--dry-run', say('dryRun'))
    .option('--keep-originals', say('keepOriginals'))
    .option('--json', say('ingestJson'))
    .option('--no-group', say('noGroup'))
    .option('--follow-links', say('followLinks'))
    .option('--detach', say('optDetach'))
    .option('--quiet', say('ingestQuiet'))
  addPlaceOptions(addExtractionOptions(made, say), say)
    .addHelpText('after', `\n${say('ingestNotes')}`)
    .addHelpText('after', examples(say, EXAMPLES[language]))
    .action(async (paths: string[], options: unknown) => {
      const { ingestCommand } = await import('../ingest.js')
      finish(await ingestCommand(paths, options, say, language))
    })
}
