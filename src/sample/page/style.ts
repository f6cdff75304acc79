/** How the page to tick looks: one value at a time, its picture large, the answers under the hand. */
export const STYLE = `
:root { --ink: #1c2733; --soft: #5d6b7a; --line: #d9e0e7; --paper: #ffffff; --ground: #f3f5f8; --inset: #fafbfc; --mark: #d4145a; --marked: #fff0f5; --right: #1b7f4b; --wrong: #c62828; --unclear: #8a6d00; --right-soft: #d9f0e3; --wrong-soft: #fbdcdc; --unclear-soft: #fff0bd; --strong: #1c2733; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
:root { --ink: #e3e9ef; --soft: #a3b0bd; --line: #37424d; --paper: #1b2229; --ground: #12171c; --inset: #161c22; --mark: #ff5c93; --marked: #4a1c2d; --right: #6fd3a0; --wrong: #ff8f8a; --unclear: #e6c34d; --right-soft: #173a2a; --wrong-soft: #4a2020; --unclear-soft: #40350f; --strong: #2f4358; }
}
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
.picture { height: clamp(320px, 42vh, 460px); overflow: auto; background: var(--inset); overscroll-behavior: contain; }
.picture img { display: block; width: 100%; height: auto; margin: 0 auto; background: #fff; }
.picture.tall { height: max(320px, 66vh); }
.sheet { padding: 14px 18px; }
.sheet .own { overflow: auto; max-height: 100%; }
.sheet iframe { width: 100%; height: 52vh; border: 1px solid var(--line); background: #fff; color-scheme: light; margin-top: 12px; }
.sheet a { color: inherit; font-weight: 600; }
table.grid { border-collapse: collapse; font-size: 13px; background: var(--paper); width: 100%; min-width: 640px; }
table.grid td { border: 1px solid var(--soft); padding: 3px 6px; min-width: 28px; height: 26px; vertical-align: middle; }
table.grid td.marked { outline: 3px solid var(--mark); outline-offset: -1px; background: var(--marked); font-weight: 700; }
.hint { color: var(--unclear); font-size: 14px; margin: 0 0 10px; }
.answers, .tools { display: flex; flex-wrap: wrap; gap: 10px; padding: 14px 22px; border-top: 1px solid var(--line); align-items: center; }
.tools { padding: 8px 22px; } .tools button { padding: 6px 14px; } .tools .size { min-width: 44px; font-weight: 600; }
[hidden] { display: none !important; }
.doubts { margin: 2px 0 0; color: var(--unclear); font-size: 14px; } .doubts:empty { display: none; }
button { font: inherit; border: 1px solid var(--line); background: var(--paper); color: var(--ink); border-radius: 8px; padding: 10px 18px; cursor: pointer; }
button:hover { border-color: #9fb0c0; }
button:focus-visible, input:focus-visible { outline: 3px solid #7ab7ff; outline-offset: 1px; }
button kbd { font: 12px ui-monospace, Consolas, monospace; border: 1px solid currentColor; border-radius: 4px; padding: 0 5px; margin-left: 8px; opacity: .65; }
button.answer { font-weight: 600; min-width: 132px; }
button.right { color: var(--right); } button.wrong { color: var(--wrong); } button.unclear { color: var(--unclear); }
button.right[aria-pressed=true] { background: var(--right); border-color: var(--right); color: var(--paper); }
button.wrong[aria-pressed=true] { background: var(--wrong); border-color: var(--wrong); color: var(--paper); }
button.unclear[aria-pressed=true] { background: #d8b400; border-color: #d8b400; color: #2b2300; }
.tools .gap { flex: 1; }
.answers input { font: inherit; flex: 2 1 180px; min-width: 150px; padding: 9px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: var(--ink); }
.answers #correct { flex: 1 1 150px; border-color: var(--wrong); }
nav.all { display: flex; flex-wrap: wrap; gap: 4px; margin: 16px 0; }
nav.all button { padding: 0; min-width: 38px; height: 26px; font-size: 12px; border-radius: 5px; color: var(--soft); }
nav.all button.right { background: var(--right-soft); color: var(--right); } nav.all button.wrong { background: var(--wrong-soft); color: var(--wrong); } nav.all button.unclear { background: var(--unclear-soft); color: var(--unclear); }
nav.all button[aria-current=true] { outline: 2px solid var(--ink); }
.done { background: var(--right-soft); border: 1px solid var(--right); border-radius: 10px; padding: 12px 18px; margin-top: 14px; }
footer { padding-bottom: 40px; color: var(--soft); font-size: 14px; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; }
footer button { background: var(--strong); color: #fff; border-color: var(--strong); }
@media (max-width: 640px) {
header, main, footer { padding: 0 12px; } .what, .answers, .tools { padding-left: 14px; padding-right: 14px; }
.what { grid-template-columns: 1fr; } .value { text-align: left; } .value span { display: inline; margin-right: 8px; } .picture { height: 42vh; }
.tools { gap: 6px; } .tools .gap { display: none; } .tools button { flex: 1 1 auto; padding: 6px 8px; }
button.answer { min-width: 0; flex: 1 1 30%; padding: 10px 8px; } button kbd { display: none; } .answers input { flex: 1 1 100%; }
}
`
