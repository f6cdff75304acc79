import { WORKER_MESSAGES } from './messages-worker.js'

/** The sentences of what works on a fleet: many machines around one database, queue and storage. */
export const FLEET_MESSAGES = {
  optRedisUrl: {
    en: 'the queue of a fleet, redis://… (default: NIANBAO_REDIS_URL)',
    zh: '集群的队列，redis://…（默认取 NIANBAO_REDIS_URL）',
  },
  optDatabaseUrl: {
    en: 'the database of a fleet, postgres://… (default: NIANBAO_DATABASE_URL)',
    zh: '集群的数据库，postgres://…（默认取 NIANBAO_DATABASE_URL）',
  },
  optS3Url: {
    en: 'where a fleet keeps originals, http://KEY:SECRET@host/bucket or file:///folder (default: NIANBAO_S3_URL)',
    zh: '集群存放原件之处，http://KEY:SECRET@主机/存储桶 或 file:///文件夹（默认取 NIANBAO_S3_URL）',
  },
  optConfig: {
    en: 'JSON file with redisUrl, databaseUrl and s3Url (default: NIANBAO_CONFIG)',
    zh: '含 redisUrl、databaseUrl、s3Url 的 JSON 配置文件（默认取 NIANBAO_CONFIG）',
  },
  optDetach: {
    en: 'with a fleet: hand the documents over and return, without waiting for the workers',
    zh: '使用集群时：交付文档后立即返回，不等待工作进程完成',
  },
  fleetHanded: {
    en: 'Handed over to the workers: {count} document(s), as batch {batch}. nianbao status shows how far they are.',
    zh: '已交付工作进程：{count} 份文档，批次 {batch}。可用 nianbao status 查看进度。',
  },
  fleetLeft: {
    en: 'The workers go on with what was handed over: {count} document(s) of batch {batch} are not done yet. nianbao status shows how far they are; run the same command again to hand over the rest.',
    zh: '工作进程会继续处理已交付的文档：批次 {batch} 尚有 {count} 份未完成。可用 nianbao status 查看进度；再次运行同一命令可交付其余文档。',
  },
  fleetUnanswered: {
    en: '{count} document(s) came to no result. nianbao queue failed says why; run the same command again to try them once more.',
    zh: '{count} 份文档没有结果。可用 nianbao queue failed 查看原因；再次运行同一命令可重试。',
  },
  originalsCommand: { en: 'look after the originals of a fleet', zh: '管理集群的原件' },
  originalsCopy: {
    en: 'copy the originals into a backup (--to) or back (--from), each verified; what is there already is passed over',
    zh: '把原件复制到备份（--to）或从备份恢复（--from），逐个校验；已存在的跳过',
  },
  originalsTo: { en: 'where to, file:///folder or a bucket', zh: '目标，file:///文件夹 或存储桶' },
  originalsFrom: { en: 'where from, file:///folder or a bucket', zh: '来源，file:///文件夹 或存储桶' },
  originalsWhich: {
    en: 'give either --to or --from, as file:///folder or http://KEY:SECRET@host/bucket.',
    zh: '请给出 --to 或 --from 之一，形如 file:///文件夹 或 http://KEY:SECRET@主机/存储桶。',
  },
  originalsCopied: {
    en: '{copied} original(s) copied, {present} were there already.',
    zh: '已复制 {copied} 份原件，另有 {present} 份已存在。',
  },
  originalsDamaged: {
    en: 'the original {sha256} is damaged where it should come from, and was not copied.',
    zh: '原件 {sha256} 在来源处已损坏，未复制。',
  },
  optPending: { en: 'those that were never read', zh: '尚未读取的文档' },
  fleetWaiting: {
    en: 'The workers still have {count} document(s) to do that were handed over before.',
    zh: '工作进程还有 {count} 份先前交付的文档待处理。',
  },
  fleetIdle: {
    en: 'Nothing has moved for {seconds} s: {waiting} document(s) wait and no worker takes them. Start one of this version ({version}): nianbao worker',
    zh: '已有 {seconds} 秒没有进展：{waiting} 份文档在等待，但没有工作进程领取。请启动本版本（{version}）的工作进程：nianbao worker',
  },
  fleetPaused: {
    en: 'The queue is paused: {waiting} document(s) wait. nianbao queue resume lets the workers go on.',
    zh: '队列已暂停：{waiting} 份文档在等待。运行 nianbao queue resume 可继续。',
  },
  doctorFleetRedis: {
    en: '{place}: version {version}, {waiting} waiting, {active} active, {failed} failed',
    zh: '{place}：版本 {version}，等待 {waiting}，处理中 {active}，失败 {failed}',
  },
  doctorFleetPolicy: {
    en: 'Set maxmemory-policy noeviction: with {policy} Redis may drop jobs when its memory is full.',
    zh: '请设置 maxmemory-policy noeviction：使用 {policy} 时，内存占满后 Redis 可能丢弃任务。',
  },
  doctorFleetAppend: {
    en: 'Set appendonly yes: without it a restart of Redis may lose jobs (ingest again enqueues them anew).',
    zh: '请设置 appendonly yes：否则 Redis 重启可能丢失任务（重新录入会再次加入队列）。',
  },
  doctorFleetDatabase: { en: '{place}: {documents} document(s)', zh: '{place}：{documents} 份文档' },
  doctorFleetOther: {
    en: 'Check that the address is right and that the service meant answers there; if it stays so, report this.',
    zh: '请确认地址无误、应答的是所需的服务；若仍如此，请反馈。',
  },
  doctorFleetBlobs: { en: '{place}: reachable', zh: '{place}：可访问' },
  migrateCommand: {
    en: 'bring the tables of a fleet’s database to this version',
    zh: '将集群数据库中的表升级到本版本',
  },
  migrateDryRun: { en: 'only list what would be done', zh: '只列出将要执行的升级' },
  migrateNotes: {
    en: 'Every other command refuses a database whose tables are older or newer than it. Stop workers and servers, run this once\nfrom the new version on any host, start them again. Safe to run from several hosts at once. Data folders (--data) need no\nsuch command: they are brought up to date when they are opened.',
    zh: '其他命令会拒绝表结构比自身旧或新的数据库。请先停止工作进程和服务，在任一主机上用新版本运行一次本命令，再重新启动。\n可在多台主机上同时运行。本地数据文件夹（--data）无需此命令：打开时自动升级。',
  },
  migrateNowhere: {
    en: 'No database is named. Set NIANBAO_DATABASE_URL, or give --database-url. A data folder (--data) needs no migrating by hand.',
    zh: '未指定数据库。请设置 NIANBAO_DATABASE_URL 或使用 --database-url。本地数据文件夹（--data）无需手动升级。',
  },
  migrateNothing: { en: 'Nothing to do: the tables are of this version.', zh: '无需升级：表结构已是本版本。' },
  migrateWould: { en: '{count} migration(s) would be run.', zh: '将执行 {count} 项升级。' },
  migrateDone: { en: '{count} migration(s) run.', zh: '已执行 {count} 项升级。' },
  ...WORKER_MESSAGES,
} as const
