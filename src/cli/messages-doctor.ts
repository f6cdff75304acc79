/** The sentences of `nianbao doctor`. */
export const DOCTOR_MESSAGES = {
  doctor: {
    en: 'say what is installed, what is missing, and what to do',
    zh: '检查已安装和缺少的组件，并说明如何处理',
  },
  doctorNotes: {
    en: 'Each part is tried, not only looked for: a document is converted, pictures of a number are read.\n\nExit status: 0 nothing needed is missing (what only some documents need is advice), 1 something needed is missing.',
    zh: '各组件都会实际试用：转换一份文档，识别一张数字图片。\n\n退出码：0 必需的组件都有（仅部分文档需要的只作提示）；1 缺少必需的组件。',
  },
  doctorFine: { en: 'fine', zh: '正常' },
  doctorAdvice: { en: 'advice', zh: '提示' },
  doctorMissing: { en: 'missing', zh: '缺少' },
  doctorAllFine: { en: 'All is there.', zh: '一切就绪。' },
  doctorNode: {
    en: 'Node.js {version} ({platform}), {cores} core(s), {gigabytes} GB of memory',
    zh: 'Node.js {version}（{platform}），{cores} 核，内存 {gigabytes} GB',
  },
  doctorNodeOld: { en: 'Install Node.js {least} or newer.', zh: '请安装 Node.js {least} 或更新版本。' },
  doctorPdf: { en: 'maps of Chinese fonts that are not embedded', zh: '未嵌入的中文字体的编码表' },
  doctorPdfMissing: { en: 'the maps of Chinese fonts are not there', zh: '缺少中文字体的编码表' },
  doctorReinstall: {
    en: 'Install nianbao again (npm ci): a part of one of its packages is missing or broken.',
    zh: '请重新安装 nianbao（npm ci）：某个依赖包缺失或损坏。',
  },
  doctorSqlite: { en: 'SQLite {version}', zh: 'SQLite {version}' },
  doctorNotLoaded: { en: 'does not load ({reason})', zh: '无法加载（{reason}）' },
  doctorSqliteMissing: {
    en: 'Install better-sqlite3 (npm install better-sqlite3); it is fetched compiled, or compiled by g++, make and Python. Only extract works without it.',
    zh: '请安装 better-sqlite3（npm install better-sqlite3）；它会下载已编译的版本，或用 g++、make 和 Python 编译。没有它只能使用 extract。',
  },
  doctorReads: { en: '{engine} reads a picture in {ms} ms', zh: '{engine}，识别一张图片用时 {ms} ms' },
  doctorMisread: { en: 'reads “{read}” where {shown} stands', zh: '把 {shown} 识别成了“{read}”' },
  doctorNative: {
    en: 'It runs as WebAssembly, about three times slower than native: npm install onnxruntime-node, where your system has it.',
    zh: '当前以 WebAssembly 运行，约比本机版慢三倍；若系统支持，可执行 npm install onnxruntime-node。',
  },
  doctorOffice: {
    en: '{version} ({path}) converts a document in {ms} ms',
    zh: '{version}（{path}），转换一份文档用时 {ms} ms',
  },
  doctorFonts: { en: '{count} with Chinese characters ({first}, …)', zh: '中文字体 {count} 种（{first} 等）' },
  doctorFontsSystem: { en: 'those of the system', zh: '系统自带' },
  doctorFontsNone: { en: 'none with Chinese characters', zh: '没有中文字体' },
  doctorFontsUnknown: { en: 'not known (fc-list is not there)', zh: '未知（没有 fc-list）' },
  doctorFontsInstall: {
    en: 'Reading needs none; to see reports whose fonts are not embedded, install some (Debian and Ubuntu: apt-get install fonts-noto-cjk).',
    zh: '读取不需要字体；要查看未嵌入字体的报告，请安装中文字体（Debian、Ubuntu：apt-get install fonts-noto-cjk）。',
  },
  doctorNoData: { en: 'none yet in {folder}', zh: '{folder} 中尚无数据' },
  doctorData: {
    en: '{documents} document(s), {size}, schema {schema}, sound ({folder})',
    zh: '{documents} 份文档，{size}，结构 {schema}，完好（{folder}）',
  },
  doctorDamaged: {
    en: 'Check the disk; restore the data folder from a copy, or ingest the documents into a new one.',
    zh: '请检查磁盘；从备份恢复数据文件夹，或将文档录入新的文件夹。',
  },
  doctorDisk: { en: '{gigabytes} GB free ({folder})', zh: '剩余 {gigabytes} GB（{folder}）' },
  doctorDiskLow: {
    en: 'Make room, or name a data folder on another disk with --data: a document takes about 100 kB.',
    zh: '请腾出空间，或用 --data 指定其他磁盘上的数据文件夹：每份文档约占 100 kB。',
  },
} as const
