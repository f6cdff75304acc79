import { escapeHtml } from '../../model/html.js'
import type { Language } from '../../model/sentences.js'
import { VERSION } from '../../version.js'
import { checklistText, countsOf, headingOf, type CheckedReport } from './words.js'

const STYLE = `:root{color-scheme:light dark}body{margin:0 auto;max-width:880px;padding:24px;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1{font-size:26px}h2{font-size:19px;margin:32px 0 4px}p{margin:4px 0}.soft{opacity:.7}ol{padding-left:1.6em}li{margin:18px 0;break-inside:avoid}
.mark{display:inline-block;padding:0 8px;border-radius:6px;color:#fff;margin-right:8px}.must{background:#b3261e}.check{background:#8a5a00}.note{background:#4a5a6a}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:6px 0 0}dt{opacity:.7}dd{margin:0}`

/** The list as a page that stands alone: nothing is fetched when it is opened. */
export function checklistPage(reports: readonly CheckedReport[], language: Language): string {
  const title = checklistText('title', language)
  const say = (key: Parameters<typeof checklistText>[0]): string => escapeHtml(checklistText(key, language))
  const sections = reports.map((report) => {
    const items = report.findings.map((found) => {
      const facts = (
        [
          ['where', [found.where, found.row, found.column].filter((part) => part !== '').join(' · ')],
          ['printed', found.printed],
          ['expected', found.expected],
          ['message', found.message],
          ['basis', found.basis],
          ['remedy', found.remedy],
        ] as const
      ).filter(([, text]) => text !== '')
      const list = facts.map(([key, text]) => `<dt>${say(key)}</dt><dd>${escapeHtml(text)}</dd>`).join('')
      return `<li><span class="mark ${found.severity}">${escapeHtml(found.severityTitle)}</span><strong>${escapeHtml(found.title)}</strong><dl>${list}</dl></li>`
    })
    const lastYear = report.lastYear ?? checklistText('none', language)
    return `<section><h2>${escapeHtml(headingOf(report, language))}</h2>
<p class="soft">${say('file')}: ${escapeHtml(report.path)} · ${say('lastYear')}: ${escapeHtml(lastYear)}</p>
<p><strong>${escapeHtml(countsOf(report, language))}</strong></p>
<ol>${items.join('\n')}</ol></section>`
  })
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>
${sections.join('\n')}
<p class="soft">${escapeHtml(checklistText('made', language, { version: VERSION }))}</p></body></html>
`
}
