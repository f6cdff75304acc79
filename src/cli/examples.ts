/** What `--help` shows at its end, for each command. */
export const EXAMPLES = {
  program: {
    en: `nianbao extract report.pdf            read one report
nianbao extract reports/ --out data/  read a folder, write JSON and CSV
nianbao ingest reports/               take a folder in, to list, correct and export it
nianbao status                        what is there
nianbao problems --lang en            what may go wrong, and what to do`,
    zh: `nianbao extract 年报.pdf              读取一份报告
nianbao extract 年报/ --out 数据/     读取整个文件夹，写出 JSON 和 CSV
nianbao ingest 年报/                  录入整个文件夹，以便列出、更正和导出
nianbao status                        已有哪些文档
nianbao problems --lang zh            可能出现的问题及处理办法`,
  },
  extract: {
    en: `nianbao extract report.pdf
nianbao extract 2021/ 2022/ --out data/ --jobs 4
nianbao extract 'reports/**/*.docx' --json > records.ndjson
nianbao extract reports/ --json | jq -r 'select(.status != "ok") | .source.path'`,
    zh: `nianbao extract 年报.pdf
nianbao extract 2021/ 2022/ --out 数据/ --jobs 4
nianbao extract '年报/**/*.docx' --json > records.ndjson
nianbao extract 年报/ --json | jq -r 'select(.status != "ok") | .source.path'`,
  },
  schema: { en: 'nianbao schema > document.schema.json', zh: 'nianbao schema > document.schema.json' },
  forms: {
    en: 'nianbao forms\nnianbao forms --json | jq -r ".[].values[].code"',
    zh: 'nianbao forms\nnianbao forms --json | jq -r ".[].values[].code"',
  },
  problems: {
    en: 'nianbao problems\nnianbao problems --lang zh --json',
    zh: 'nianbao problems\nnianbao problems --lang en --json',
  },
} as const
