import type { Language } from '../../model/problem.js'

/** The sentences of the page to tick. */
export const TEXTS = {
  title: { en: 'Are these values right?', zh: '这些数值对吗？' },
  introUnflagged: {
    en: 'Each value was read without a doubt. Compare it with the outlined cell.',
    zh: '以下数值提取时均未存疑。请与框出的单元格对照。',
  },
  introFlagged: {
    en: 'Each value is flagged. Compare it with the outlined cell.',
    zh: '以下数值均有存疑或有误的标记。请与框出的单元格对照。',
  },
  read: { en: 'Read as', zh: '读取为' },
  right: { en: 'Right', zh: '正确' },
  wrong: { en: 'Wrong', zh: '错误' },
  unclear: { en: 'Cannot tell', zh: '无法判断' },
  open: { en: 'not ticked yet', zh: '尚未勾选' },
  back: { en: 'Previous', zh: '上一个' },
  next: { en: 'Next', zh: '下一个' },
  correct: { en: 'The right number, or blank', zh: '正确的数字，或“空白”' },
  note: { en: 'Note', zh: '备注' },
  wholePage: { en: 'Whole page', zh: '整页' },
  closeUp: { en: 'Close-up', zh: '特写' },
  larger: { en: 'Larger', zh: '放大' },
  smaller: { en: 'Smaller', zh: '缩小' },
  picture: { en: 'Picture of the cell', zh: '单元格图像' },
  download: { en: 'Download results.csv', zh: '下载 results.csv' },
  left: { en: '{left} left', zh: '还剩 {left} 个' },
  item: { en: 'Value {number}: {verdict}', zh: '第 {number} 个：{verdict}' },
  done: {
    en: 'All done. Download results.csv, then run: nianbao sample --result results.csv; and for what is wrong: nianbao correct --from results.csv --dry-run',
    zh: '全部完成。请下载 results.csv，然后运行：nianbao sample --result results.csv；要录入更正，运行：nianbao correct --from results.csv --dry-run',
  },
  keys: {
    en: 'Keys: 1 right, 2 wrong, 3 cannot tell, ← → move, P page, + − size, N note; Enter ends typing',
    zh: '按键：1 正确，2 错误，3 无法判断，← → 移动，P 整页，+ − 大小，N 备注；输入时按回车结束',
  },
  saved: {
    en: 'Saved in this browser after each tick.',
    zh: '每次勾选后自动保存在此浏览器中。',
  },
  sourceBelow: {
    en: 'Above: the table as nianbao read it. Below: the source as a browser shows it. Compare with the source.',
    zh: '上方为 nianbao 读取到的表格，下方为浏览器显示的原件。请与原件对照。',
  },
  ownTable: {
    en: 'This is the table as nianbao read it, not the source. Open the original and compare with that.',
    zh: '以下为 nianbao 读取到的表格，并非原件。请打开原件对照。',
  },
  openOriginal: { en: 'Open the original', zh: '打开原件' },
  source: { en: 'The source', zh: '原件' },
  noPicture: {
    en: 'The file is no longer where it was, or has other content: this is the table as it was read. Look into the original to be sure.',
    zh: '原文件已不在原处或内容已变，以下为读取到的表格，请对照原件。',
  },
  noCell: { en: 'The value has no cell that could be shown.', zh: '该数值没有可显示的单元格。' },
  readings: { en: 'other readings: {readings}', zh: '其他读法：{readings}' },
  page: { en: 'page {page}', zh: '第 {page} 页' },
  progress: { en: 'Progress', zh: '进度' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

/** The texts in one language, for the script of the page. */
export const textsIn = (language: Language): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(TEXTS).map(([key, text]) => [key, text[language]]))
