/** How the page to tick looks: one value at a time, its picture large, the answers under the hand. */
export const STYLE = `
:root { --ink: #1c2733; --soft: #5d6b7a; --line: #d9e0e7; --paper: #ffffff; --ground: #f3f5f8; --mark: #d4145a; --right: #1b7f4b; --wrong: #c62828; --unclear: #8a6d00; color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 20px; display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; }
h1 { font-size: 22px; margin: 0; }
header p { margin: 0; color: var(--soft); }
.bar { height: 8px; border-radius: 4px; background: var(--line); overflow: hidden; display: flex; margin: 12px 0 4px; }
.bar i { display: block; height: 100%; }
.bar .right { background: var(--right); } .bar .wrong { background: var(--wrong); } .bar .unclear { background: #d8b400; }
.counts { color: var(--soft); font-size: 14px; display: flex; justify-content: space-between; gap: 16px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; margin-top: 14px; box-shadow: 0 1px 3px rgba(20, 40, 60, .06); }
.what { display: grid; grid-template-columns: 1fr auto; gap: 8px 24px; padding: 18px 22px; border-bottom: 1px solid var(--line); }
.path { font-size: 17px; font-weight: 600; margin: 0; }
.path .step { color: var(--soft); font-weight: 400; }
.other, .from { margin: 2px 0 0; color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.value { text-align: right; }
.value span { display: block; color: var(--soft); font-size: 14px; }
.value strong { font-size: 40px; line-height: 1.1; font-variant-numeric: tabular-nums; }
.value strong.word { font-size: 26px; }
.value small { font-size: 16px; color: var(--soft); }
.picture { padding: 16px 22px; display: flex; justify-content: center; align-items: flex-start; min-height: 380px; max-height: 62vh; overflow: auto; background: #fafbfc; }
.picture img { max-width: 100%; height: auto; border: 1px solid var(--line); background: #fff; }
.picture .sheet { width: 100%; }
table.grid { border-collapse: collapse; font-size: 13px; background: #fff; width: 100%; }
table.grid td { border: 1px solid #b9c3cd; padding: 3px 6px; min-width: 28px; height: 26px; vertical-align: middle; }
table.grid td.marked { outline: 3px solid var(--mark); outline-offset: -1px; background: #fff0f5; font-weight: 700; }
.hint { color: var(--unclear); font-size: 14px; margin: 0 0 10px; }
.answers { display: flex; flex-wrap: wrap; gap: 10px; padding: 14px 22px; border-top: 1px solid var(--line); align-items: center; }
button { font: inherit; border: 1px solid var(--line); background: #fff; color: var(--ink); border-radius: 8px; padding: 10px 18px; cursor: pointer; }
button:hover { border-color: #9fb0c0; }
button:focus-visible, input:focus-visible { outline: 3px solid #7ab7ff; outline-offset: 1px; }
button kbd { font: 12px ui-monospace, Consolas, monospace; border: 1px solid currentColor; border-radius: 4px; padding: 0 5px; margin-left: 8px; opacity: .65; }
button.answer { font-weight: 600; min-width: 132px; }
button.right { color: var(--right); } button.wrong { color: var(--wrong); } button.unclear { color: var(--unclear); }
button.right[aria-pressed=true] { background: var(--right); border-color: var(--right); color: #fff; }
button.wrong[aria-pressed=true] { background: var(--wrong); border-color: var(--wrong); color: #fff; }
button.unclear[aria-pressed=true] { background: #d8b400; border-color: #d8b400; color: #2b2300; }
.answers .gap { flex: 1; }
.answers input { font: inherit; flex: 1 1 200px; min-width: 160px; padding: 9px 12px; border: 1px solid var(--line); border-radius: 8px; }
nav.all { display: flex; flex-wrap: wrap; gap: 4px; margin: 16px 0; }
nav.all button { padding: 0; width: 34px; height: 26px; font-size: 12px; border-radius: 5px; color: var(--soft); }
nav.all button.right { background: #d9f0e3; color: var(--right); } nav.all button.wrong { background: #fbdcdc; color: var(--wrong); } nav.all button.unclear { background: #fff0bd; color: var(--unclear); }
nav.all button[aria-current=true] { outline: 2px solid var(--ink); }
.done { background: #e4f4ea; border: 1px solid #b4dcc4; border-radius: 10px; padding: 12px 18px; margin-top: 14px; }
footer { padding-bottom: 40px; color: var(--soft); font-size: 14px; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; }
footer button { background: var(--ink); color: #fff; border-color: var(--ink); }
`
