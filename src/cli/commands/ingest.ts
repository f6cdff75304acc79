import { Option } from 'commander'
import { DEFAULT_LIMITS, RECOGNITIONS } from '../../model/source.js'
import { dataOption, examples, positive, whole, type CommandKit } from '../kit.js'

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
  command('ingest', say('ingest'))
    .argument('<PATH...>', say('extractPaths'))
    .addOption(dataOption(say))
    .option('--manifest <FILE>', say('manifest'))
    .option('--dry-run', say('dryRun'))
    .option('--keep-originals', say('keepOriginals'))
    .option('--json', say('ingestJson'))
    .addOption(new Option('--jobs <N>', say('jobs')).argParser(whole(say)))
    .addOption(
      new Option('--timeout <S>', say('timeout', { value: DEFAULT_LIMITS.deadlineMs / 1_000 })).argParser(
        positive(say),
      ),
    )
    .addOption(
      new Option('--memory-mb <MB>', say('memory', { value: DEFAULT_LIMITS.memoryMb })).argParser(positive(say)),
    )
    .addOption(
      new Option('--max-file-mb <MB>', say('maxFile', { value: DEFAULT_LIMITS.fileMb })).argParser(positive(say)),
    )
    .addOption(
      new Option('--max-unpacked-mb <MB>', say('maxUnpacked', { value: DEFAULT_LIMITS.unpackedMb })).argParser(
        positive(say),
      ),
    )
    .addOption(new Option('--max-pages <N>', say('maxPages', { value: DEFAULT_LIMITS.pages })).argParser(whole(say)))
    .option('--no-group', say('noGroup'))
    .addOption(new Option('--ocr <ENGINE>', say('ocr')).choices(RECOGNITIONS))
    .option('--soffice <PATH>', say('soffice'))
    .option('--quiet', say('ingestQuiet'))
    .addHelpText('after', `\n${say('ingestNotes')}`)
    .addHelpText('after', examples(say, EXAMPLES[language]))
    .action(async (paths: string[], options: unknown) => {
      const { ingestCommand } = await import('../ingest.js')
      finish(await ingestCommand(paths, options, say, language))
    })
}
