import type { Language } from '../../model/problem.js'

/** The sentences of the page to tick. */
export const TEXTS = {
  title: { en: 'Are these values right?', zh: '这些数值对吗？' },
  intro: {
    en: 'Each value was read without a doubt. Compare it with the outlined cell.',
    zh: '以下数值提取时均未存疑。请与框出的单元格对照。',
  },
  read: { en: 'Read as', zh: '读取为' },
  blank: { en: 'blank', zh: '空白' },
  dash: { en: 'dash', zh: '横线或斜线' },
  right: { en: 'Right', zh: '正确' },
  wrong: { en: 'Wrong', zh: '错误' },
  unclear: { en: 'Cannot tell', zh: '无法判断' },
  back: { en: 'Previous', zh: '上一个' },
  next: { en: 'Next', zh: '下一个' },
  note: { en: 'Note (what is right instead, …)', zh: '备注（正确数值等）' },
  wholePage: { en: 'Whole page', zh: '整页' },
  closeUp: { en: 'Close-up', zh: '特写' },
  download: { en: 'Download results.csv', zh: '下载 results.csv' },
  left: { en: '{left} left', zh: '还剩 {left} 个' },
  done: {
    en: 'All done. Download results.csv, then run: nianbao sample --result results.csv',
    zh: '全部完成。请下载 results.csv，然后运行：nianbao sample --result results.csv',
  },
  keys: {
    en: 'Keys: 1 right, 2 wrong, 3 cannot tell, ← → move, P page, N note',
    zh: '按键：1 正确，2 错误，3 无法判断，← → 移动，P 整页，N 备注',
  },
  saved: {
    en: 'Saved in this browser after each tick.',
    zh: '每次勾选后自动保存在此浏览器中。',
  },
  noPicture: {
    en: 'The file is no longer where it was, or has other content: this is the table as it was read. Look into the original to be sure.',
    zh: '原文件已不在原处或内容已变，以下为读取到的表格，请对照原件。',
  },
  noCell: { en: 'The value has no cell that could be shown.', zh: '该数值没有可显示的单元格。' },
  page: { en: 'page {page}', zh: '第 {page} 页' },
  progress: { en: 'Progress', zh: '进度' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

/** The texts in one language, for the script of the page. */
export const textsIn = (language: Language): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(TEXTS).map(([key, text]) => [key, text[language]]))
