import { examples, type CommandKit } from '../kit.js'

const EXAMPLES = {
  en: `nianbao migrate --dry-run
nianbao migrate --database-url postgres://nianbao@127.0.0.1:5432/nianbao`,
  zh: `nianbao migrate --dry-run
nianbao migrate --database-url postgres://nianbao@127.0.0.1:5432/nianbao`,
}

/** `nianbao migrate`: brings the tables of a fleet's database to this version. */
export function registerMigrate({ command, say, language, finish }: CommandKit): void {
  command('migrate', say('migrateCommand'))
    .option('--dry-run', say('migrateDryRun'))
    .option('--database-url <URL>', say('optDatabaseUrl'))
    .option('--config <FILE>', say('optConfig'))
    .addHelpText('after', `\n${say('migrateNotes')}`)
    .addHelpText('after', examples(say, EXAMPLES[language]))
    .action(async (options: unknown) => {
      const { migrateCommand } = await import('../fleet/migrate.js')
      finish(await migrateCommand(options, say, language))
    })
}
