/** What `--help` shows at its end for the commands that hand data over. */
export const EXPORT_EXAMPLES = {
  export: {
    en: `nianbao export --format csv --out dataset/
nianbao export --format parquet,xlsx --out dataset/ --year 2021 --year 2022
nianbao export --format stata --out dataset/ --path 'county/**'      then, in Stata: do wide.do`,
    zh: `nianbao export --format csv --out 数据集/
nianbao export --format parquet,xlsx --out 数据集/ --year 2021 --year 2022
nianbao export --format stata --out 数据集/ --path '县区/**'         然后在 Stata 中运行 do wide.do`,
  },
  sample: {
    en: `nianbao sample --n 200 --out sample/
nianbao sample --n 100 --out scans/ --path '**/*.jpg' --seed 2
nianbao sample --result ~/Downloads/results.csv`,
    zh: `nianbao sample --n 200 --out 抽样/
nianbao sample --n 100 --out 扫描件/ --path '**/*.jpg' --seed 2
nianbao sample --result ~/Downloads/results.csv`,
  },
  overview: {
    en: `nianbao overview --out overview.html
nianbao overview --out 2022.html --year 2022 --lang zh`,
    zh: `nianbao overview --out 概览.html
nianbao overview --out 2022.html --year 2022 --lang en`,
  },
} as const
