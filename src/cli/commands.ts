import type { CommandKit } from './kit.js'
import type { Say } from './messages.js'

/** A command as the list of commands shows it; what it takes and does is loaded when it is called. */
export interface ListedCommand {
  readonly name: string
  /** As the usage shows them; empty for none. */
  readonly arguments: string
  readonly description: Parameters<Say>[0]
  readonly load: () => Promise<(kit: CommandKit) => void>
}

const listed = (
  name: string,
  args: string,
  description: ListedCommand['description'],
  load: ListedCommand['load'],
): ListedCommand => ({ name, arguments: args, description, load })

/** All commands, in the order in which a person needs them. */
export const COMMANDS: readonly ListedCommand[] = [
  listed('extract', '<PATH...>', 'extract', async () => (await import('./commands/extract.js')).registerExtract),
  listed('schema', '', 'schema', async () => (await import('./commands/lists.js')).registerSchema),
  listed('forms', '', 'forms', async () => (await import('./commands/lists.js')).registerForms),
  listed('problems', '', 'problems', async () => (await import('./commands/lists.js')).registerProblems),
  listed('ingest', '<PATH...>', 'ingest', async () => (await import('./commands/ingest.js')).registerIngest),
  listed('status', '', 'statusCommand', async () => (await import('./commands/status.js')).registerStatus),
  listed('list', '', 'listCommand', async () => (await import('./commands/list.js')).registerList),
  listed('show', '<DOCUMENT>', 'showCommand', async () => (await import('./commands/show.js')).registerShow),
  listed(
    'correct',
    '[DOCUMENT] [CODE] [VALUE]',
    'correctCommand',
    async () => (await import('./commands/correct.js')).registerCorrect,
  ),
  listed(
    'confirm',
    '[DOCUMENT] [CODE...]',
    'confirmCommand',
    async () => (await import('./commands/confirm.js')).registerConfirm,
  ),
  listed(
    'reprocess',
    '[DOCUMENT...]',
    'reprocessCommand',
    async () => (await import('./commands/reprocess.js')).registerReprocess,
  ),
  listed('diff', '<DOCUMENT>', 'diffCommand', async () => (await import('./commands/diff.js')).registerDiff),
  listed('doctor', '', 'doctor', async () => (await import('./commands/doctor.js')).registerDoctor),
  listed('export', '', 'exportCommand', async () => (await import('./commands/export.js')).registerExport),
  listed('sample', '', 'sampleCommand', async () => (await import('./commands/sample.js')).registerSample),
  listed('overview', '', 'overviewCommand', async () => (await import('./commands/overview.js')).registerOverview),
  listed('serve', '', 'serveCommand', async () => (await import('./commands/serve.js')).registerServe),
  listed('token', '', 'tokenCommand', async () => (await import('./commands/token.js')).registerToken),
  listed('worker', '', 'workerCommand', async () => (await import('./commands/worker.js')).registerWorker),
  listed('queue', '', 'queueCommand', async () => (await import('./commands/queue.js')).registerQueue),
  listed('originals', '', 'originalsCommand', async () => (await import('./commands/originals.js')).registerOriginals),
  listed('migrate', '', 'migrateCommand', async () => (await import('./commands/migrate.js')).registerMigrate),
]

/** Options ahead of a command that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(['--lang'])

/** The command that the arguments call; null for none, or none that there is. */
export function calledBy(args: readonly string[]): ListedCommand | null {
  const name = args.find((arg, index) => !arg.startsWith('-') && !WITH_VALUE.has(args[index - 1] ?? ''))
  return COMMANDS.find((command) => command.name === name) ?? null
}
