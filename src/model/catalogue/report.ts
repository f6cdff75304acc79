import { entry, type Entry } from './entry.js'

/** Problems with the report as a whole, and with statements of people and manifests about it. */
export const REPORT_PROBLEMS = {
  'title-missing': entry(
    'doubt',
    ['The report prints no title.', 'Look at the head of the report, and enter the title by hand.'],
    ['报告中未找到标题。', '请查看报告开头并手工录入标题。'],
  ),
  'organ-missing': entry(
    'doubt',
    ['The report does not name the organ that publishes it.', 'Look where it comes from, and enter the organ by hand.'],
    ['报告中未找到发布机关的名称。', '请查看文件来源并手工录入机关名称。'],
  ),
  'year-missing': entry(
    'doubt',
    ['The report does not say which year it is on.', 'Look where it comes from, and enter the year by hand.'],
    ['报告中未找到所属年度。', '请查看文件来源并手工录入年度。'],
  ),
  'title-uncertain': entry(
    'doubt',
    ['It is not sure what the title is: {candidates}.', 'Look at the head of the report.'],
    ['标题不确定：{candidates}。', '请查看报告开头。'],
  ),
  'organ-uncertain': entry(
    'doubt',
    ['It is not sure which organ publishes the report: {candidates}.', 'Look at the title and the signature.'],
    ['发布机关不确定：{candidates}。', '请查看标题和落款。'],
  ),
  'year-uncertain': entry(
    'doubt',
    ['The report names different years: {candidates}.', 'Look at the title and the prose.'],
    ['报告所述年度不一致：{candidates}。', '请查看标题和正文。'],
  ),
  'date-implausible': entry(
    'fault',
    [
      'The report on {year} is signed {published}, before its year ended.',
      'The date stands as printed; it is probably a slip.',
    ],
    ['{year} 年度报告的落款日期为 {published}，早于年度结束。', '日期按原文保留，可能是笔误。'],
  ),
  'date-invalid': entry(
    'fault',
    ['The report is dated {text}, a day that no calendar has.', 'The date was left out; look at the signature.'],
    ['报告日期“{text}”在日历上不存在。', '该日期未收入，请查看落款。'],
  ),
  'group-gap': entry(
    'doubt',
    [
      'The pictures of this document are numbered, and these pages are not among them: {missing}.',
      'Look for the missing pictures, put them beside the others and extract again.',
    ],
    ['该文档的图片按页编号，但缺少第 {missing} 页。', '请找到缺少的图片，与其他图片放在一起后重新提取。'],
  ),
  'mixed-group': entry(
    'doubt',
    [
      'The pictures that their names make one document seem to be of several reports: another one begins on page {page} ({name}).',
      'Number each report’s pictures by themselves, put them into folders of their own, or use --no-group, and extract again.',
    ],
    [
      '按文件名合为一份文档的图片似乎属于多份报告：第 {page} 页（{name}）开始另一份。',
      '请将各报告的图片分别编号或放入不同文件夹，或使用 --no-group，再重新提取。',
    ],
  ),
  'group-mixed-files': entry(
    'error',
    ['{name} is given as a page of a document of pictures, and is no picture.', 'Extract it as a document of its own.'],
    ['{name} 被指定为图片文档的一页，但它不是图片。', '请将其作为单独的文档提取。'],
  ),
  'date-not-kept': entry(
    'doubt',
    [
      '{count} {count:date of the document is a field that always shows today; what it showed is not kept, so it was|dates of the document are fields that always show today; what they showed is not kept, so they were} left out.',
      'Look at the signature in Word or WPS.',
    ],
    ['文档中有 {count} 处日期是始终显示当天的域，原显示的日期无从得知，已略去。', '请用 Word 或 WPS 查看落款。'],
  ),
  'section-missing': entry(
    'doubt',
    ['Section {section} was not found.', 'Look whether the report has it.'],
    ['未找到第{section}部分。', '请查看报告是否有该部分。'],
  ),
  'correction-conflict': entry(
    'doubt',
    [
      '{author} said {said} of {code} when it was read as {before}; now it is read as {read}. What was said stands.',
      'Look again, and correct or confirm it once more.',
    ],
    [
      '{author} 核对 {code} 时读取结果为 {before}，认定为 {said}；现在读取为 {read}。以人工认定为准。',
      '请再次核对，并重新更正或确认。',
    ],
  ),
  'given-differs': entry(
    'doubt',
    [
      'The manifest gives “{given}” for {column}, the report says “{read}”.',
      'Look which is right; correct the manifest, or correct or confirm report.{column}.',
    ],
    ['清单中 {column} 为“{given}”，报告为“{read}”。', '请核实；更正清单，或更正、确认 report.{column}。'],
  ),
} as const satisfies Record<string, Entry>
