/** The sentences of `nianbao ingest`. */
export const INGEST_MESSAGES = {
  ingest: {
    en: 'take reports into the data folder: find, read on all cores, check and store; goes on where it was',
    zh: '把报告录入数据文件夹：查找、多核读取、核对、保存；中断后再次运行即继续',
  },
  manifest: {
    en: 'CSV of what is known of the files: path, and if you like url, organ, year, region_code, organ_id and others',
    zh: '文件清单（CSV）：path 列必需，url、organ、year、region_code、organ_id 及其他列可选',
  },
  dryRun: {
    en: 'only count what there is to do, and estimate the time; nothing is written',
    zh: '只统计待处理的文件并估算时间，不写入任何内容',
  },
  keepOriginals: {
    en: 'copy the files into the data folder, each under its fingerprint',
    zh: '把文件复制到数据文件夹，以指纹命名',
  },
  ingestQuiet: { en: 'no progress and no summary', zh: '不显示进度和汇总' },
  ingestJson: { en: 'print the summary as JSON', zh: '以 JSON 输出汇总' },
  ingestNotes: {
    en: `What is found in a folder is as with extract. Documents are known by their content (SHA-256): the same file under two
names is one document, and files that have not changed are not read again. Born-digital documents come before scans.
Ctrl-C ends within seconds; whatever ended a run, the same command goes on from there. Documents that were extracted
before are left as they are (see reprocess), except where something was missing on this machine: those are tried again.
A manifest's paths are relative to it, or as found below PATH; its other columns go to the exports as given_….

Exit status: 0 no document failed, 1 wrong usage or the run had to stop, 2 some document failed or could not be read.`,
    zh: `文件夹中的文件查找规则与 extract 相同。文档按内容（SHA-256）识别：同一文件的两个名称算一份文档，未变化的文件不再读取。
原生电子文档先于扫描件处理。Ctrl-C 可在数秒内结束；无论因何中断，再次运行同一命令即从中断处继续。已提取过的文档保持不变
（见 reprocess），但因本机缺少组件而失败的会自动重试。
清单中的路径相对于清单所在文件夹，或为 PATH 之下的路径；其他列以 given_… 写入导出数据。

退出码：0 没有文档失败；1 用法错误或被迫停止；2 有文档失败或无法读取。`,
  },
  pathMissing: { en: 'there is nothing at {path}.', zh: '{path} 不存在。' },
  manifestUnusable: {
    en: 'the manifest {file} cannot be used: {reason}.',
    zh: '清单 {file} 无法使用：{reason}。',
  },
  manifestNoPath: {
    en: 'the manifest {file} has no column named path; name the files there.',
    zh: '清单 {file} 没有名为 path 的列，请在该列填写文件路径。',
  },
  // While it runs
  ingestBar: {
    en: '{bar} {value}/{total}  {speed}/s  ok {ok}  flagged {flagged}  failed {failed}  duplicate {duplicates}  {left} left',
    zh: '{bar} {value}/{total}  {speed}/秒  通过 {ok}  存疑 {flagged}  失败 {failed}  重复 {duplicates}  剩余 {left}',
  },
  ingestLine: {
    en: '{value}/{total} done, {speed}/s, ok {ok}, flagged {flagged}, failed {failed}, duplicate {duplicates}, {left} left',
    zh: '已完成 {value}/{total}，{speed}/秒，通过 {ok}，存疑 {flagged}，失败 {failed}，重复 {duplicates}，剩余 {left}',
  },
  finding: {
    en: 'finding files: {found} found, {unchanged} unchanged',
    zh: '查找文件：已找到 {found}，未变化 {unchanged}',
  },
  stopping: { en: 'stopping; what is done stays done …', zh: '正在停止，已完成的结果会保留……' },
  // At the end
  ingestFound: {
    en: '{found} document(s) found: {fresh} new, {changed} changed, {duplicates} duplicate, {unchanged} unchanged, {unreadable} unreadable.',
    zh: '找到文档 {found} 份：新增 {fresh}，有变化 {changed}，重复 {duplicates}，未变化 {unchanged}，无法读取 {unreadable}。',
  },
  ingestDone: {
    en: '{done} extracted in {time} ({speed}/s): {ok} ok, {flagged} flagged, {failed} failed.',
    zh: '提取 {done} 份，用时 {time}（{speed} 份/秒）：通过 {ok}，存疑 {flagged}，失败 {failed}。',
  },
  ingestNothing: { en: 'Nothing new to extract.', zh: '没有需要提取的新文档。' },
  ingestVanished: {
    en: '{count} file(s) are no longer there; their documents are kept, marked so.',
    zh: '{count} 个文件已不存在；其文档保留并注明。',
  },
  ingestWaiting: {
    en: '{count} document(s) are still to be extracted: run the same command again.',
    zh: '还有 {count} 份文档待提取：请再次运行同一命令。',
  },
  ingestOlder: {
    en: '{count} document(s) were extracted by another version: nianbao reprocess --extractor-before {version}',
    zh: '{count} 份文档由其他版本提取：nianbao reprocess --extractor-before {version}',
  },
  interruptedRun: { en: 'Interrupted; what is done is stored.', zh: '已中断，完成的结果已保存。' },
  unreadableFiles: { en: 'Could not be read:', zh: '无法读取：' },
  manifestUnmatched: {
    en: '{count} line(s) of the manifest match no file: {paths}',
    zh: '清单中有 {count} 行没有对应的文件：{paths}',
  },
  manifestAmbiguous: {
    en: 'Lines of the manifest whose path is that of several files (name them from the manifest’s folder): {paths}',
    zh: '清单中以下路径对应多个文件（请写成相对于清单所在文件夹的路径）：{paths}',
  },
  documentsColumn: { en: 'documents', zh: '文档数' },
  severityColumn: { en: 'kind', zh: '类别' },
  remedyColumn: { en: 'what to do', zh: '处理办法' },
  'severity-error': { en: 'error', zh: '错误' },
  'severity-doubt': { en: 'doubt', zh: '存疑' },
  'severity-fault': { en: 'fault', zh: '报告有误' },
  'severity-info': { en: 'info', zh: '提示' },
  ingestNext: {
    en: 'Next: nianbao status{data}; nianbao list --code CODE{data}; nianbao reprocess --failed{data}',
    zh: '下一步：nianbao status{data}；nianbao list --code 代码{data}；nianbao reprocess --failed{data}',
  },
  // Dry run
  dryFound: {
    en: '{found} document(s) found: {unchanged} unchanged, {duplicates} duplicate, {unreadable} unreadable.',
    zh: '找到文档 {found} 份：未变化 {unchanged}，重复 {duplicates}，无法读取 {unreadable}。',
  },
  dryToDo: {
    en: 'To extract: {digital} born-digital, {scans} scans; {waiting} more are left over from an earlier run.',
    zh: '待提取：原生电子文档 {digital} 份，扫描件 {scans} 份；另有此前遗留 {waiting} 份。',
  },
  dryTime: {
    en: 'That takes about {time} with {jobs} at a time ({basis}).',
    zh: '同时处理 {jobs} 份，约需 {time}（{basis}）。',
  },
  dryMeasured: { en: 'as documents of their kinds took before', zh: '按同类文档此前的用时' },
  dryAssumed: {
    en: 'a rough guess: nothing of the kind was extracted here yet',
    zh: '粗略估计：此处尚未提取过同类文档',
  },
} as const
