import { escapeHtml } from '../model/html.js'
import type { Language } from '../model/problem.js'
import { VERSION } from '../version.js'
import { figureHtml, type Figure } from './figure.js'
import type { Gathered } from './gather.js'
import { folderFigure, folderYearFigure, formatFigure, formFigure, yearFigure } from './sections/coverage.js'
import { gapsHtml, missingCount, repeatedHtml } from './sections/gaps.js'
import { outliersHtml } from './sections/outliers.js'
import { problemFigure } from './sections/problems.js'
import { valueFigures } from './sections/values.js'
import { grouped, teller, type Tell } from './texts.js'

/** Copies the command of a document; the page is whole without it. */
const SCRIPT = `document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button || !navigator.clipboard) return;
  navigator.clipboard.writeText(button.dataset.copy).then(() => {
    button.classList.add('copied');
    setTimeout(() => button.classList.remove('copied'), 1200);
  });
});`

interface Section {
  readonly id: string
  readonly title: string
  readonly html: string
}

/** The page, whole: styles, drawings and numbers; nothing is fetched. */
export function overviewPage(gathered: Gathered, language: Language): string {
  const tell = teller(language)
  const sections = gathered.documents === 0 ? [] : sectionsOf(gathered, language, tell)
  const links = sections.map(({ id, title }) => `<a href="#${id}">${escapeHtml(title)}</a>`)
  const body = sections.map(
    ({ id, title, html }) => `<section><h2 id="${id}">${escapeHtml(title)}</h2>\n${html}\n</section>`,
  )
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(tell('title'))} – nianbao</title>
<style>${STYLE}</style>
</head>
<body>
<div class="page">
<header><h1>${escapeHtml(tell('title'))}</h1><p>${escapeHtml(subtitle(gathered, tell))}</p></header>
${sections.length === 0 ? `<p class="none">${escapeHtml(tell('nothingYet'))}</p>` : `${tiles(gathered, tell)}\n<nav aria-label="${escapeHtml(tell('contents'))}">${links.join('')}</nav>`}
<main>
${body.join('\n')}
</main>
<footer>${escapeHtml(tell('made', { version: VERSION }))}${gathered.gone > 0 ? ` ${escapeHtml(tell('gone', { count: gathered.gone }))}` : ''}</footer>
</div>
<script>${SCRIPT}</script>
</body>
</html>
`
}

function subtitle({ documents, organs, organYears }: Gathered, tell: Tell): string {
  if (organYears.length === 0) return tell('subtitleNoYears', { documents })
  const years = organYears.reduce<readonly [number, number]>(
    ([low, high], { year }) => [Math.min(low, year), Math.max(high, year)],
    [Infinity, -Infinity],
  )
  return tell('subtitle', { documents, organs, first: String(years[0]), last: String(years[1]) })
}

function tiles(gathered: Gathered, tell: Tell): string {
  const { documents, organs, numbers, values, flaggedValues, yearStatus } = gathered
  const ok = yearStatus.rows.reduce((sum, year) => sum + yearStatus.at(year, 'ok'), 0)
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
  const each: readonly (readonly [figure: string, text: string])[] = [
    [grouped(documents), tell('documents')],
    [grouped(organs), tell('organs')],
    [grouped(numbers), tell('values')],
    [share(ok, documents), tell('shareOk')],
    [share(flaggedValues, values), tell('valuesFlagged')],
    [grouped(missingCount(gathered)), tell('gapsCount')],
  ]
  return `<ul class="tiles">${each.map(([figure, text]) => `<li><strong>${escapeHtml(figure)}</strong><span>${escapeHtml(text)}</span></li>`).join('')}</ul>`
}

function sectionsOf(gathered: Gathered, language: Language, tell: Tell): readonly Section[] {
  const draw = (figure: Figure): string => figureHtml(figure, tell('numbers'))
  const grid = (figures: readonly Figure[]): string => `<div class="grid">${figures.map(draw).join('\n')}</div>`
  const problems = problemFigure(gathered, language, tell)
  const values = valueFigures(gathered, language, tell)
  const panel = (html: string): string => `<div class="panel">${html}</div>`
  return [
    {
      ...{ id: 'coverage', title: tell('coverage') },
      html: grid([
        yearFigure(gathered, tell),
        formFigure(gathered, tell),
        folderFigure(gathered, tell),
        folderYearFigure(gathered, tell),
      ]),
    },
    {
      ...{ id: 'missing', title: tell('missing') },
      html: `${panel(gapsHtml(gathered, tell))}<h3>${escapeHtml(tell('repeated'))}</h3>${panel(repeatedHtml(gathered, tell))}`,
    },
    {
      ...{ id: 'outcomes', title: tell('outcomes') },
      html: problems
        ? grid([problems, formatFigure(gathered, tell)])
        : `<p class="none">${escapeHtml(tell('noProblem'))}</p>${grid([formatFigure(gathered, tell)])}`,
    },
    ...(values.length === 0
      ? []
      : [
          {
            ...{ id: 'distributions', title: tell('distributions') },
            html: `<p class="note">${escapeHtml(tell('distributionNote'))}</p>${grid(values.flat())}`,
          },
          {
            ...{ id: 'outliers', title: tell('outliers') },
            html: outliersHtml(gathered, language, tell),
          },
        ]),
  ]
}

/** How an overview looks, on a screen and on paper. */
const STYLE = `
:root { --ink: #1c2733; --soft: #5d6b7a; --line: #dfe5eb; --paper: #fff; --ground: #f3f5f8; --accent: #35689e; --gap: #b8434a; color-scheme: light; }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.page { max-width: 1180px; margin: 0 auto; padding: 0 24px 64px; }
header { padding: 34px 0 8px; }
h1 { margin: 0; font-size: 30px; letter-spacing: .01em; }
header p { margin: 4px 0 0; color: var(--soft); font-size: 16px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 22px 0 10px; padding: 0; list-style: none; }
.tiles li { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 14px 18px; }
.tiles strong { display: block; font-size: 28px; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--soft); font-size: 14px; }
nav { position: sticky; top: 0; z-index: 1; background: var(--ground); padding: 10px 0; display: flex; flex-wrap: wrap; gap: 6px 18px; border-bottom: 1px solid var(--line); }
nav a { color: var(--accent); text-decoration: none; font-size: 14px; }
nav a:hover { text-decoration: underline; }
h2 { margin: 38px 0 12px; font-size: 21px; scroll-margin-top: 52px; }
h3 { margin: 24px 0 10px; font-size: 16px; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 16px; align-items: start; }
figure, .panel { margin: 0 0 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 16px 18px 10px; min-width: 0; }
.grid figure { margin: 0; }
figcaption strong { display: block; font-size: 15px; }
figcaption span { color: var(--soft); font-size: 13.5px; }
.chart { margin-top: 8px; }
.chart svg { width: 100%; height: auto; display: block; }
details { margin-top: 4px; color: var(--soft); font-size: 13px; }
details > summary { cursor: pointer; width: fit-content; }
.scroll { overflow: auto; max-height: 320px; margin-top: 8px; }
.scroll.tall { max-height: 520px; }
table { border-collapse: collapse; font-size: 13.5px; color: var(--ink); width: 100%; }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--paper); color: var(--soft); font-weight: 600; white-space: nowrap; box-shadow: 0 1px var(--line); }
tbody th { font-weight: 500; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td small { display: block; color: var(--soft); overflow-wrap: anywhere; }
.year { text-align: center; padding-left: 4px; padding-right: 4px; }
.gaps i { display: inline-flex; width: 22px; height: 18px; border-radius: 4px; align-items: center; justify-content: center; font-style: normal; font-size: 11px; color: #fff; }
.gaps i.there { background: var(--accent); }
.gaps i.gap { border: 2px dashed var(--gap); background: #fbeeee; }
.note { color: var(--soft); margin: 0 0 10px; max-width: 90ch; }
.none { background: #e8f4ee; border: 1px solid #bfdfcd; border-radius: 10px; padding: 10px 16px; margin: 0 0 12px; }
.flag { background: #fdf0cf; color: #7a5a00; border-radius: 4px; padding: 0 6px; font-size: 12px; margin-left: 4px; }
button.look { font: inherit; border: 0; background: none; padding: 0; cursor: copy; color: var(--accent); }
button.look:focus-visible, nav a:focus-visible, summary:focus-visible { outline: 3px solid #7ab7ff; outline-offset: 2px; border-radius: 4px; }
code { font: 12.5px ui-monospace, "Cascadia Mono", Consolas, monospace; background: #eef2f6; border-radius: 5px; padding: 1px 6px; white-space: nowrap; }
button.look.copied code { background: #d6eedf; }
footer { color: var(--soft); font-size: 13px; margin-top: 32px; }
@media print { nav, details { display: none; } body { background: #fff; } figure, .panel, tr { break-inside: avoid; } .scroll { max-height: none !important; overflow: visible; } }
`
