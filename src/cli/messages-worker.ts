/** The sentences of `nianbao worker` and `nianbao queue`. */
export const WORKER_MESSAGES = {
  workerCommand: {
    en: 'read the documents of a fleet, until told to end',
    zh: '读取集群队列中的文档，直到收到结束信号',
  },
  workerQueues: {
    en: 'whose jobs to take: bulk, scans (default: bulk,scans)',
    zh: '领取哪些队列的任务：bulk、scans（默认 bulk,scans）',
  },
  workerConcurrency: {
    en: 'born-digital documents read at the same time (default: one for each core)',
    zh: '同时读取的电子文档数（默认每个处理器核心一份）',
  },
  workerScanConcurrency: {
    en: 'scans read at the same time (default: one for every two cores)',
    zh: '同时读取的扫描件数（默认每两个核心一份）',
  },
  workerScanMemory: {
    en: 'memory limit of a process that reads a scan, in MB (default: as --memory-mb)',
    zh: '读取扫描件的进程的内存上限，MB（默认与 --memory-mb 相同）',
  },
  workerDrain: {
    en: 'when told to end (SIGTERM, SIGINT): seconds for the documents in work; what takes longer goes back undone (default: {value})',
    zh: '收到结束信号（SIGTERM、SIGINT）后，留给处理中文档的秒数；超时者原样退回队列（默认 {value}）',
  },
  workerLock: {
    en: 'seconds after which the documents of a lost worker are free again; renewed for as long as it lives (default: {value})',
    zh: '工作进程失联多少秒后，其文档可由他人领取；存活期间自动续期（默认 {value}）',
  },
  workerHealth: {
    en: 'serve /healthz, /readyz and /metrics there; a port alone means 127.0.0.1 (default: not at all)',
    zh: '在此地址提供 /healthz、/readyz 和 /metrics；只写端口则为 127.0.0.1（默认不提供）',
  },
  workerTemporary: {
    en: 'folder for what is being read (default: that of the system)',
    zh: '存放正在读取的文件的文件夹（默认为系统临时文件夹）',
  },
  workerLogLevel: {
    en: 'how much is logged, as JSON on standard output: debug, info, warn, error, silent (default: info)',
    zh: '日志级别（以 JSON 写到标准输出）：debug、info、warn、error、silent（默认 info）',
  },
  workerNotes: {
    en: 'Start as many as you like, on as many machines. A worker takes the jobs of its own version of nianbao alone, each with the options that it was enqueued with.',
    zh: '可在任意多台机器上启动任意多个。工作进程只领取与自身版本相同的任务，并按任务自带的选项读取。',
  },
  workerCannotStart: { en: 'the worker cannot start: {reason}', zh: '工作进程无法启动：{reason}' },
  notQueues: { en: 'give a list of these: {queues}', zh: '请给出下列名称的列表：{queues}' },
  notAddress: { en: 'give HOST:PORT, or a port alone', zh: '请给出 主机:端口，或仅端口' },
  notSeconds: { en: 'give a number of seconds, 0 or more', zh: '请给出不小于 0 的秒数' },
  queueCommand: { en: 'look at the queue of a fleet, and drive it', zh: '查看和控制集群队列' },
  queueStatus: { en: 'how many jobs wait, run, failed', zh: '显示等待、处理中和失败的任务数' },
  queuePause: { en: 'give no more jobs out, to any worker', zh: '暂停派发任务' },
  queueResume: { en: 'give jobs out again', zh: '恢复派发任务' },
  queueDrain: {
    en: 'take back all jobs that wait; ingest their folders again to enqueue them anew',
    zh: '撤回所有等待中的任务；再次录入其文件夹可重新加入队列',
  },
  queueFailed: { en: 'what failed, by reason; drives it again', zh: '按原因列出失败的任务，并可重试' },
  queueYes: { en: 'really', zh: '确认执行' },
  queueCode: {
    en: 'only what failed with this problem (nianbao problems lists them)',
    zh: '仅限此问题代码（nianbao problems 可列出）',
  },
  queueRetry: { en: 'try them once more', zh: '重试这些任务' },
  queueFailedJson: { en: 'print one failed job a line as JSON', zh: '每行输出一个失败任务（JSON）' },
  queueDrainSure: {
    en: 'this takes back all jobs that wait. If you are sure: nianbao queue drain --yes',
    zh: '此操作将撤回所有等待中的任务。若确认，请运行：nianbao queue drain --yes',
  },
  queuePaused: {
    en: 'The queue is paused: what is in work is finished, nothing new is begun. nianbao queue resume goes on.',
    zh: '队列已暂停：处理中的任务会完成，不再开始新的任务。运行 nianbao queue resume 可继续。',
  },
  queueResumed: { en: 'The queue gives jobs out again.', zh: '队列已恢复派发任务。' },
  queueDrained: { en: 'Taken back: {count} job(s).', zh: '已撤回 {count} 个任务。' },
  queueRetried: { en: 'They wait again: {count} job(s).', zh: '已重新加入队列：{count} 个任务。' },
  queueNoneFailed: { en: 'None failed.', zh: '没有失败的任务。' },
  queueKind: { en: 'queue', zh: '队列' },
  queueWaiting: { en: 'waiting', zh: '等待' },
  queueDelayed: { en: 'to be tried again', zh: '待重试' },
  queueActive: { en: 'in work', zh: '处理中' },
  queueDone: { en: 'done of late', zh: '近期完成' },
  queueOldest: { en: 'oldest', zh: '最久等待' },
  queueIsPaused: { en: 'paused', zh: '已暂停' },
  queueClass: { en: 'class', zh: '类别' },
  queueExample: { en: 'for example', zh: '示例' },
  queueFailedAt: { en: 'when', zh: '时间' },
  queueReason: { en: 'why', zh: '原因' },
} as const
