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
} as const
