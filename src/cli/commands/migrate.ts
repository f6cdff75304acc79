import { command, flag } from '../command.js'
import { EXIT } from '../exit.js'
import { CONFIG_FLAG, DATABASE_FLAG, explained } from '../place.js'
import { note } from '../render/output.js'
import { same, text } from '../say.js'

/** `nianbao migrate`: brings the tables of a fleet's database to this version. It needs the database alone. */
export const migrate = command({
  options: {
    dryRun: flag('--dry-run', text('only list what would be done', '只列出将要执行的升级')),
    ...DATABASE_FLAG,
    ...CONFIG_FLAG,
  },
  notes: {
    en: 'Every other command refuses a database whose tables are older or newer than it. Stop workers and servers, run this once\nfrom the new version on any host, start them again. Safe to run from several hosts at once. Data folders (--data) need no\nsuch command: they are brought up to date when they are opened.',
    zh: '其他命令会拒绝表结构比自身旧或新的数据库。请先停止工作进程和服务，在任一主机上用新版本运行一次本命令，再重新启动。\n可在多台主机上同时运行。本地数据文件夹（--data）无需此命令：打开时自动升级。',
  },
  examples: same('nianbao migrate --dry-run\nnianbao migrate --database-url postgres://nianbao@127.0.0.1:5432/nianbao'),
  run: (kit, { dryRun, ...flags }) =>
    explained(kit, async () => {
      const { say, fail } = kit
      const { fleetSettings } = await import('../../fleet/config.js')
      const { migrate } = await import('../../store/postgres/migrate.js')
      const { databaseUrl } = await fleetSettings(flags)
      if (databaseUrl === undefined) return fail(TEXTS.nowhere)
      const names = await migrate(databaseUrl, { dryRun })
      for (const name of names) process.stdout.write(`${name}\n`)
      const done = names.length === 0 ? TEXTS.nothing : dryRun ? TEXTS.would : TEXTS.done
      note(say(done, { count: names.length }))
      return EXIT.fine
    }),
})

const TEXTS = {
  nowhere: {
    en: 'No database is named. Set NIANBAO_DATABASE_URL, or give --database-url. A data folder (--data) needs no migrating by hand.',
    zh: '未指定数据库。请设置 NIANBAO_DATABASE_URL 或使用 --database-url。本地数据文件夹（--data）无需手动升级。',
  },
  nothing: text('Nothing to do: the tables are of this version.', '无需升级：表结构已是本版本。'),
  would: text('{count} {count:migration|migrations} would be run.', '将执行 {count} 项升级。'),
  done: text('{count} {count:migration|migrations} run.', '已执行 {count} 项升级。'),
} as const
