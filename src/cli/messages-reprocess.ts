/** The sentences of `nianbao reprocess`. */
export const REPROCESS_MESSAGES = {
  reprocessCommand: {
    en: 'read documents again, with this version and these options; what people said stays',
    zh: '用当前版本和选项重新提取文档；人工更正保持不变',
  },
  reprocessNotes: {
    en: `Give at least one of --failed, --flagged, --code, --extractor-before and DOCUMENT; of several kinds all must hold, except that
--failed and --flagged together take both. Each attempt is kept (nianbao show lists them, nianbao diff compares them); the
result that counts changes only where the new attempt does not fail. --dry-run reads everything and stores nothing.

Exit status: 0 no document failed, 1 wrong usage or the run had to stop, 2 some document failed. A dry run ends with 0.`,
    zh: `--failed、--flagged、--code、--extractor-before 和 DOCUMENT 至少给出一个；多种条件须同时满足，
但 --failed 与 --flagged 同用时两者都取。每次提取都会保留（nianbao show 列出，nianbao diff 比较）；
只有新的提取未失败时才取代现有结果。--dry-run 只读取，不保存。

退出码：0 没有文档失败；1 用法错误或被迫停止；2 有文档失败。试运行总以 0 结束。`,
  },
  optFailed: { en: 'those that failed', zh: '失败的文档' },
  optFlagged: { en: 'those with doubts or faults', zh: '存疑的文档' },
  optDryRun: {
    en: 'store nothing; say which values would change',
    zh: '不保存，只说明哪些数值会改变',
  },
  reprocessJson: {
    en: 'print what differs, one JSON object a document and line; the summary goes to standard error',
    zh: '每份文档一行 JSON，列出差别；汇总写到标准错误',
  },
  reprocessMissing: {
    en: 'give --failed, --flagged, --code, --extractor-before or DOCUMENT.',
    zh: '请给出 --failed、--flagged、--code、--extractor-before 或 DOCUMENT。',
  },
  nothingSelected: { en: 'No document is of this kind: nothing to do.', zh: '没有符合条件的文档，无需处理。' },
  leftovers: {
    en: '{count} document(s) of an interrupted run with other options still wait: run nianbao ingest again first.',
    zh: '还有 {count} 份文档属于以其他选项中断的任务：请先再次运行 nianbao ingest。',
  },
  reprocessSelected: {
    en: '{found} document(s) chosen; {unreadable} of them are nowhere to be read any more.',
    zh: '选中 {found} 份文档；其中 {unreadable} 份已无处可读。',
  },
  reprocessDone: {
    en: '{done} read again in {time}; as read: {ok} ok, {flagged} flagged, {failed} failed.',
    zh: '重新提取 {done} 份，用时 {time}；就读数而言：通过 {ok}，存疑 {flagged}，失败 {failed}。',
  },
  reprocessInterrupted: {
    en: 'Interrupted; what is done is stored, the same command goes on.',
    zh: '已中断，完成的结果已保存；再次运行同一命令即继续。',
  },
  dryInterrupted: { en: 'Interrupted.', zh: '已中断。' },
  nothingWouldChange: { en: 'None of them would differ.', zh: '结果均不会改变。' },
  nothingChanged: { en: 'None of them differs from before.', zh: '结果均与先前相同。' },
  wouldChange: {
    en: '{changed} document(s) would differ, {same} would be the same. Values: {value} other numbers, {state} in another state, {flags} with other doubts, {raw} printed otherwise; {come} more, {gone} fewer.',
    zh: '{changed} 份文档会有差别，{same} 份不变。数值：数字不同 {value}，状态不同 {state}，疑点不同 {flags}，原文不同 {raw}；增加 {come}，减少 {gone}。',
  },
  didChange: {
    en: '{changed} document(s) differ from before, {same} are the same. Values: {value} other numbers, {state} in another state, {flags} with other doubts, {raw} printed otherwise; {come} more, {gone} fewer.',
    zh: '{changed} 份文档与先前不同，{same} 份不变。数值：数字不同 {value}，状态不同 {state}，疑点不同 {flags}，原文不同 {raw}；增加 {come}，减少 {gone}。',
  },
  comeAndGone: {
    en: '{come} value(s) that were not there, {gone} that are no more',
    zh: '新增数值 {come} 个，减少 {gone} 个',
  },
  otherChanges: {
    en: 'no value differs; facts, equations or problems do',
    zh: '数值无差别；基本信息、勾稽或问题有差别',
  },
  moreDocuments: {
    en: '… and {count} more document(s) (--json lists all)',
    zh: '……另有 {count} 份文档（--json 列出全部）',
  },
  dryNothingSaved: { en: 'Nothing was stored.', zh: '未保存任何内容。' },
} as const
