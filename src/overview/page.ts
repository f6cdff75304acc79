import { escapeHtml } from '../model/html.js'
import type { Language } from '../model/problem.js'
import { VERSION } from '../version.js'
import { figureHtml, type Figure } from './figure.js'
import type { Gathered } from './gather.js'
import { leadsFrom, type Leads } from './links.js'
import { folderFigure, folderYearFigure, formatFigure, formFigure, yearFigure } from './sections/coverage.js'
import { gapsHtml, missingCount, repeatedHtml } from './sections/gaps.js'
import { matrixHtml } from './sections/matrix.js'
import { outliersHtml } from './sections/outliers.js'
import { problemFigure } from './sections/problems.js'
import { valueFigures } from './sections/values.js'
import { STYLE } from './style.js'
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

/**
 * The page, whole: styles, drawings and numbers; nothing is fetched.
 * @param folder where it will stand, from which originals are linked
 */
export function overviewPage(gathered: Gathered, language: Language, folder: string | null = null): string {
  const tell = teller(language)
  const sections = gathered.documents === 0 ? [] : sectionsOf(gathered, leadsFrom(folder, tell), language, tell)
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

function sectionsOf(gathered: Gathered, leads: Leads, language: Language, tell: Tell): readonly Section[] {
  const draw = (figure: Figure): string => figureHtml(figure, tell('numbers'))
  const grid = (figures: readonly Figure[], pairs = ''): string =>
    `<div class="grid ${pairs}">${figures.map(draw).join('\n')}</div>`
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
      html: `${panel(gapsHtml(gathered, tell))}<h3>${escapeHtml(tell('repeated'))}</h3>${panel(repeatedHtml(gathered, leads, tell))}`,
    },
    ...(gathered.matrix
      ? [{ id: 'matrix', title: tell('matrix'), html: panel(matrixHtml(gathered.matrix, tell)) }]
      : []),
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
            html: `<p class="note">${escapeHtml(tell('distributionNote'))}</p>${grid(values.flat(), 'pairs')}`,
          },
          {
            ...{ id: 'outliers', title: tell('outliers') },
            html: outliersHtml(gathered, leads, language, tell),
          },
        ]),
  ]
}
