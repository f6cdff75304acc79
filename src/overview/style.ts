import { COLOURS } from './charts/look.js'

/** On a dark ground the parts of the charts that are drawn in these colours take those of the page. */
const DARK_CHARTS = (
  [
    ['fill', COLOURS.soft, '--soft'],
    ['fill', COLOURS.accent, '--accent'],
    ['stroke', COLOURS.accent, '--accent'],
    ['stroke', COLOURS.line, '--line'],
    ['stroke', '#fff', '--paper'],
    ['fill', COLOURS.light, '--box'],
  ] as const
).map(([part, colour, name]) => `.chart [${part}="${colour}"] { ${part}: var(${name}); }`)

/** How an overview looks: on a light and a dark screen, and on paper. */
export const STYLE = `
:root { --ink: #1c2733; --soft: #5d6b7a; --line: #dfe5eb; --paper: #fff; --ground: #f3f5f8; --accent: #35689e; --box: #9dbbdb; --gap: #b8434a; --gap-soft: #fbeeee; --fine: #e8f4ee; --fine-line: #bfdfcd; --flag: #fdf0cf; --flag-ink: #7a5a00; --code: #eef2f6; --copied: #d6eedf; color-scheme: light dark; }
@media screen and (prefers-color-scheme: dark) {
:root { --ink: #e3e9ef; --soft: #a3b0bd; --line: #37424d; --paper: #1b2229; --ground: #12171c; --accent: #7fb2e5; --box: #2f4b68; --gap: #f08a90; --gap-soft: #3a1f22; --fine: #173027; --fine-line: #2c5a45; --flag: #40350f; --flag-ink: #f0d27a; --code: #2a333c; --copied: #1f4a36; }
${DARK_CHARTS.join('\n')}
}
* { box-sizing: border-box; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.page { max-width: 1180px; margin: 0 auto; padding: 0 24px 64px; }
header { padding: 34px 0 8px; }
h1 { margin: 0; font-size: 30px; letter-spacing: .01em; }
header p { margin: 4px 0 0; color: var(--soft); font-size: 16px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 22px 0 10px; padding: 0; list-style: none; }
.tiles li { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 14px 18px; }
.tiles strong { display: block; font-size: 28px; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--soft); font-size: 14px; }
nav { position: sticky; top: 0; z-index: 2; background: var(--ground); padding: 10px 0; display: flex; flex-wrap: wrap; gap: 6px 18px; border-bottom: 1px solid var(--line); }
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
details.more { margin: 8px 0; }
.scroll { overflow: auto; max-height: 320px; margin-top: 8px; }
.scroll.tall { max-height: 520px; }
table { border-collapse: collapse; font-size: 13.5px; color: var(--ink); width: 100%; }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--paper); color: var(--soft); font-weight: 600; white-space: nowrap; box-shadow: 0 1px var(--line); }
tbody th { font-weight: 500; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.path { overflow-wrap: anywhere; }
a.path { color: var(--accent); }
.outliers td:last-child { min-width: 220px; }
.year { text-align: center; padding-left: 4px; padding-right: 4px; }
.gaps i { display: inline-flex; width: 22px; height: 18px; border-radius: 4px; align-items: center; justify-content: center; font-style: normal; font-size: 11px; color: #fff; }
.gaps i.there { background: ${COLOURS.accent}; }
.gaps i.gap { border: 2px dashed var(--gap); background: var(--gap-soft); }
.note { color: var(--soft); margin: 0 0 10px; max-width: 90ch; }
.none { background: var(--fine); border: 1px solid var(--fine-line); border-radius: 10px; padding: 10px 16px; margin: 0 0 12px; }
.flag { background: var(--flag); color: var(--flag-ink); border-radius: 4px; padding: 0 6px; font-size: 12px; margin-left: 4px; white-space: nowrap; }
button.look { font: inherit; border: 0; background: none; padding: 0; cursor: copy; color: var(--soft); }
button.look:focus-visible, a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid #7ab7ff; outline-offset: 2px; border-radius: 4px; }
.scroll:focus-visible { outline-offset: -3px; }
code { font: 12.5px ui-monospace, "Cascadia Mono", Consolas, monospace; background: var(--code); border-radius: 5px; padding: 1px 6px; white-space: nowrap; }
button.look.copied code { background: var(--copied); }
footer { color: var(--soft); font-size: 13px; margin-top: 32px; }
@page { margin: 14mm 12mm; }
@media print {
body { background: #fff; font-size: 12px; } .page { max-width: none; padding: 0; } header { padding-top: 0; } h2 { margin-top: 20px; }
nav, figure details, button.look, details.more > summary::marker { display: none; }
.tiles { grid-template-columns: repeat(6, 1fr); gap: 6px; } .tiles li { padding: 6px 8px; } .tiles strong { font-size: 18px; } .tiles span { font-size: 10px; }
figure, tr, .tiles, .none, li { break-inside: avoid; } h2, h3, .note, figcaption { break-after: avoid; }
.panel { border: 0; padding: 0; } .grid { display: block; } .grid figure { margin-bottom: 10px; }
.grid.pairs { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; } .grid.pairs figure { margin: 0; padding: 8px; }
.grid:not(.pairs) .chart { max-width: 150mm; }
.scroll, .scroll.tall { max-height: none; overflow: visible; } table { font-size: 9.5px; } th, td { padding: 2px 5px; } thead th { position: static; white-space: normal; box-shadow: none; }
.outliers td:last-child { min-width: 0; width: 30%; } a.path { color: inherit; text-decoration: none; } .gaps i { width: 14px; height: 10px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
