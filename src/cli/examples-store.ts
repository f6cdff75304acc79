/** What `--help` shows at its end for the commands around the store. */
export const STORE_EXAMPLES = {
  status: {
    en: `nianbao status
nianbao status --data /srv/reports --json | jq .code`,
    zh: `nianbao status
nianbao status --data /srv/年报 --json | jq .code`,
  },
  list: {
    en: `nianbao list --status failed
nianbao list --year 2021 --form 2021 --path 'county/**/*.pdf'
nianbao list --code unbalanced | cut -f 2                 paths only
nianbao list --doubts --json | jq -r .organ | sort | uniq -c
nianbao list --doubts --csv doubts.csv                    fill in, then: nianbao correct --from doubts.csv`,
    zh: `nianbao list --status failed
nianbao list --year 2021 --form 2021 --path '县区/**/*.pdf'
nianbao list --code unbalanced | cut -f 2                 只要路径
nianbao list --doubts --json | jq -r .organ | sort | uniq -c
nianbao list --doubts --csv 存疑.csv                      填写后运行 nianbao correct --from 存疑.csv`,
  },
  show: {
    en: `nianbao show county/2021.pdf
nianbao show 3f9a01c2 --all | less -R
nianbao show 3f9a01c2 --json | jq '.effective.values[] | select(.flags != []) | .read.code'`,
    zh: `nianbao show 县区/2021.pdf
nianbao show 3f9a01c2 --all | less -R
nianbao show 3f9a01c2 --json | jq '.effective.values[] | select(.flags != []) | .read.code'`,
  },
  correct: {
    en: `nianbao correct 3f9a01c2 a_received_new_nat 12
nianbao correct county/2021.pdf a_granted_all blank --note "the cell is empty in print"
nianbao correct 3f9a01c2 report.organ 花石镇人民政府 --author "Li Hua"
nianbao correct --from doubts.csv`,
    zh: `nianbao correct 3f9a01c2 a_received_new_nat 12
nianbao correct 县区/2021.pdf a_granted_all 空白 --note "原件此格为空"
nianbao correct 3f9a01c2 report.organ 花石镇人民政府 --author 李华
nianbao correct --from 存疑.csv`,
  },
  confirm: {
    en: `nianbao confirm 3f9a01c2                    all that is flagged in it
nianbao confirm 3f9a01c2 a_granted_all report.year
nianbao confirm --from doubts.csv`,
    zh: `nianbao confirm 3f9a01c2                    其中全部被标记的数值
nianbao confirm 3f9a01c2 a_granted_all report.year
nianbao confirm --from 存疑.csv`,
  },
  diff: {
    en: `nianbao diff 3f9a01c2                       what the latest attempt changed
nianbao diff 3f9a01c2 --from 1 --to 3
nianbao diff 3f9a01c2 --json | jq '.values[] | select(.kind == "value")'`,
    zh: `nianbao diff 3f9a01c2                       最近一次提取改变了什么
nianbao diff 3f9a01c2 --from 1 --to 3
nianbao diff 3f9a01c2 --json | jq '.values[] | select(.kind == "value")'`,
  },
  reprocess: {
    en: `nianbao reprocess --failed
nianbao reprocess --code office-missing
nianbao reprocess --extractor-before 0.2.0 --dry-run     which values would change
nianbao reprocess 3f9a01c2 --ocr tesseract`,
    zh: `nianbao reprocess --failed
nianbao reprocess --code office-missing
nianbao reprocess --extractor-before 0.2.0 --dry-run     哪些数值会改变
nianbao reprocess 3f9a01c2 --ocr tesseract`,
  },
  doctor: {
    en: 'nianbao doctor\nnianbao doctor --json | jq -r ".checks[] | select(.state != \\"fine\\") | .remedy"',
    zh: 'nianbao doctor\nnianbao doctor --json | jq -r ".checks[] | select(.state != \\"fine\\") | .remedy"',
  },
} as const
