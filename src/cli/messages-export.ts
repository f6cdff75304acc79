/** The sentences of the commands that hand data over: export, sample, overview. */
export const EXPORT_MESSAGES = {
  exportCommand: {
    en: 'write the documents and their values as a dataset for statistics software',
    zh: '把文档和数值导出为统计软件可直接打开的数据集',
  },
  exportFormat: {
    en: '{formats}; several by commas or by giving the option again',
    zh: '{formats}；可用逗号分隔或重复此选项',
  },
  exportOut: {
    en: 'folder to make; an earlier export there is replaced',
    zh: '要生成的文件夹；其中已有的旧导出会被替换',
  },
  exportForce: {
    en: 'replace DIR also if it holds files that no export wrote',
    zh: '即使 DIR 中有并非导出生成的文件也替换',
  },
  exportNotes: {
    en: `Tables: tidy (one value a row), wide (one report a row, values under their codes), documents, names, checks, problems, and
columns, the dictionary. Flagged values are kept and marked; replaced and vanished files have \`current\` false. The same
data give the same bytes.

csv      begins with a byte order mark, so that Chinese Excel opens it; texts that a spreadsheet would run as formulas
         (= + - @ …) have an apostrophe ahead. data/*.csv holds the same rows plainly, for programs and datapackage.json.
jsonl    one JSON object a line            parquet  Snappy, row groups
xlsx     labels over codes; long tables go on in tidy-2.xlsx, … ; flagged values are yellow, corrected ones green
sqlite   all tables in dataset.sqlite      stata    NAME.do reads data/NAME.csv with labels`,
    zh: `数据表：tidy（每行一个数值）、wide（每份报告一行，列名为数值代码）、documents、names、checks、problems，
以及字段说明 columns。存疑数值保留并标出；已被替换或消失的文件 current 为 false。数据相同则逐字节相同。

csv      带 BOM，中文版 Excel 可直接打开；会被电子表格当作公式的文本（以 = + - @ 等开头）前加撇号。
         data/*.csv 内容相同但不加任何处理，供程序和 datapackage.json 使用。
jsonl    每行一个 JSON 对象                parquet  Snappy 压缩，分行组
xlsx     标签在上、代码在下；过长的表续写到 tidy-2.xlsx 等；存疑数值为黄色，人工核对过的为绿色
sqlite   所有表都在 dataset.sqlite         stata    NAME.do 读入 data/NAME.csv 并加标签`,
  },
  notFormat: { en: 'must be of {formats}.', zh: '只能是 {formats}。' },
  exportProgress: {
    en: '{bar} {value}/{total} documents  {eta_formatted} left',
    zh: '{bar} {value}/{total} 份文档  剩余 {eta_formatted}',
  },
  exportDone: {
    en: '{documents} document(s), {values} value(s) written to {folder}.',
    zh: '已将 {documents} 份文档、{values} 个数值写入 {folder}。',
  },
  exportMissed: {
    en: 'The data were being written meanwhile: {count} document(s) may be missing. Export again when that is done.',
    zh: '导出期间数据仍在写入，可能缺少 {count} 份文档。请在写入结束后重新导出。',
  },
  'export-not-empty': {
    en: '{folder} holds {file}, which no export wrote. Name another folder, or replace it all with --force.',
    zh: '{folder} 中有并非导出生成的 {file}。请另选文件夹，或用 --force 整个替换。',
  },
  'export-not-a-folder': {
    en: '{folder} is no folder. Name another one.',
    zh: '{folder} 不是文件夹，请另选。',
  },
  'export-sqlite-missing': {
    en: 'better-sqlite3 is not installed, which writes SQLite. Run: npm rebuild better-sqlite3; or choose another format.',
    zh: '未安装写 SQLite 所需的 better-sqlite3。请运行 npm rebuild better-sqlite3，或选择其他格式。',
  },
  'export-store-changed': {
    en: 'A manifest with other columns was taken in while the data were read. Export again.',
    zh: '读取数据时录入了列不同的清单，请重新导出。',
  },
  sampleCommand: {
    en: 'draw a sample of unflagged values to check by eye, and tell the error rate that comes of it',
    zh: '抽取未存疑的数值供人工核对，并据此估计错误率',
  },
  sampleN: { en: 'values to look at (default: {value})', zh: '抽取的数值个数（默认 {value}）' },
  sampleOut: { en: 'folder to make: index.html and pictures', zh: '要生成的文件夹：index.html 和图片' },
  sampleSeed: {
    en: 'another seed gives another sample (default: {value})',
    zh: '随机种子，不同种子得到不同样本（默认 {value}）',
  },
  sampleResult: {
    en: 'results.csv of a page that was ticked: print the error rate',
    zh: '核对页面下载的 results.csv：输出错误率',
  },
  sampleNotes: {
    en: `The sample is stratified by kind of file, form and table, and drawn in proportion; values that are flagged, or that a
person corrected or confirmed, are not among it. Open index.html in a browser, without any network: each value stands beside
the picture of its cell. Ticks are kept in the browser and leave as results.csv.

The interval is Clopper and Pearson's on the effective sample size (Korn and Graubard, Survey Methodology 24, 1998).`,
    zh: `样本按文件类型、格式和表格分层，按比例抽取；已存疑的和人工更正或确认过的数值不在其中。
用浏览器打开 index.html（无需联网）：每个数值旁是其单元格的图像。勾选结果保存在浏览器中，可下载为 results.csv。

置信区间为有效样本量上的 Clopper–Pearson 区间（Korn 和 Graubard，Survey Methodology 24，1998）。`,
  },
  sampleProgress: { en: '{bar} {value}/{total}', zh: '{bar} {value}/{total}' },
  sampleDone: {
    en: '{values} of {population} unflagged values, from {strata} strata. Open {file} in a browser.',
    zh: '从 {population} 个未存疑的数值中按 {strata} 层抽取了 {values} 个。请用浏览器打开 {file}。',
  },
  sampleUnshown: {
    en: '{count} of them cannot be shown as pictures: their files went away, changed or cannot be drawn.',
    zh: '其中 {count} 个无法显示图像：原文件已不在、已改变或无法绘制。',
  },
  sampleWhich: {
    en: 'give --out DIR to draw a sample, or --result FILE to tell the error rate.',
    zh: '请用 --out DIR 抽样，或用 --result FILE 计算错误率。',
  },
  sampleNotEmpty: { en: '{folder} is not empty. Name another folder.', zh: '{folder} 不是空文件夹，请另选。' },
  sampleNothing: { en: 'there are no unflagged values to draw from.', zh: '没有可供抽取的未存疑数值。' },
  sampleResultWrong: {
    en: '{file} is no results.csv of a sample ({found}).',
    zh: '{file} 不是样本的 results.csv（{found}）。',
  },
  sampleResultLine: {
    en: '{file}, line {line}: “{found}” is not understood; a verdict is right, wrong, unclear or empty.',
    zh: '{file} 第 {line} 行：无法理解“{found}”；verdict 应为 right、wrong、unclear 或留空。',
  },
  sampleUnreadable: { en: 'cannot read {file} ({reason}).', zh: '无法读取 {file}（{reason}）。' },
  sampleUnjudged: { en: 'nothing was ticked right or wrong yet.', zh: '尚无勾选为正确或错误的数值。' },
  stratum: { en: 'stratum', zh: '层' },
  stratumSize: { en: 'values', zh: '数值总数' },
  sampleRight: { en: 'right', zh: '正确' },
  sampleWrong: { en: 'wrong', zh: '错误' },
  sampleUnclear: { en: 'cannot tell', zh: '无法判断' },
  sampleOpen: { en: 'not ticked', zh: '未勾选' },
  sampleRate: {
    en: 'Error rate of unflagged values: {rate} (95 % confidence interval {low} to {high})',
    zh: '未存疑数值的错误率：{rate}（95% 置信区间 {low} 至 {high}）',
  },
  sampleLeft: {
    en: '{open} value(s) are not ticked yet and {unclear} could not be told; they are left out.',
    zh: '有 {open} 个尚未勾选、{unclear} 个无法判断，均未计入。',
  },
  sampleMethods: { en: 'For a methods section:', zh: '可用于论文方法部分：' },
  sampleSentence: {
    en: 'Of {population} values extracted without a flag, a random sample of {judged}, stratified by kind of file, form and table, was compared with the originals; {wrong} of them differed. Weighted by stratum, the error rate is {rate} (95 % confidence interval {low} to {high}; Clopper–Pearson interval on the effective sample size, Korn and Graubard 1998).',
    zh: '在自动提取且未被标记存疑的 {population} 个数值中，按文件类型、格式和表格分层随机抽取 {judged} 个与原件核对，其中 {wrong} 个不符。按层加权的错误率为 {rate}（95% 置信区间 {low} 至 {high}；有效样本量上的 Clopper–Pearson 区间，Korn 和 Graubard，1998）。',
  },
  overviewCommand: {
    en: 'make one page to look at: coverage, gaps, outcomes, distributions, what sticks out',
    zh: '生成一个概览网页：覆盖情况、缺失、结果、分布、突出的文档',
  },
  overviewOut: { en: 'file to make, .html', zh: '要生成的 .html 文件' },
  overviewNotes: {
    en: 'The page stands alone: nothing is fetched when it is opened, and it can be sent to others or printed.',
    zh: '网页自成一体：打开时不联网，可直接发送给他人或打印。',
  },
  overviewDone: {
    en: 'Overview of {documents} document(s) in {file}.',
    zh: '已将 {documents} 份文档的概览写入 {file}。',
  },
} as const
