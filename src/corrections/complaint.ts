import type { Language } from '../model/problem.js'

/** Why something cannot be said of a value or fact, in both languages; {placeholders} are filled by whoever tells it. */
export const COMPLAINTS = {
  notValue: {
    en: '“{text}” is no value: give a number such as 12 or 3.5, or the word blank.',
    zh: '“{text}”不是数值：请填数字（如 12、3.5）或“空白”。',
  },
  notNegative: {
    en: '“{text}” is negative, which this value cannot be; if the page prints it, say so with --as-printed (column `as_printed`, asPrinted).',
    zh: '“{text}”为负数，该数值不可能为负；如原件确实如此，请加 --as-printed（表中 as_printed 列，接口 asPrinted）。',
  },
  notWhole: {
    en: '“{text}” is no whole number, and this value counts whole things; if the page prints it, say so with --as-printed (column `as_printed`, asPrinted).',
    zh: '“{text}”不是整数，该数值应为整数；如原件确实如此，请加 --as-printed（表中 as_printed 列，接口 asPrinted）。',
  },
  notYear: {
    en: '“{text}” is no year of a report: give {first} or later, or the word blank; if the page prints it, say so with --as-printed (column `as_printed`, asPrinted).',
    zh: '“{text}”不是报告年度：请填 {first} 年以后的年份或“空白”；如原件确实如此，请加 --as-printed（表中 as_printed 列，接口 asPrinted）。',
  },
  notText: { en: '“{text}” is empty or longer than {most} characters.', zh: '“{text}”为空或超过 {most} 个字符。' },
  notOrganId: {
    en: '“{text}” is no code of an organ: give one of 2 to 12 digits such as 430321107, of a bureau with its name behind it: 430321:教育局.',
    zh: '“{text}”不是机关代码：请填 2 至 12 位区划代码，如 430321107；部门在代码后加冒号和名称，如 430321:教育局。',
  },
  codeUnknown: {
    en: '{code} is no value of this document; nianbao forms lists the codes.',
    zh: '该文档没有代码为 {code} 的数值，见 nianbao forms。',
  },
  codeUnknownNear: {
    en: '{code} is no value of this document. Meant: {near}?',
    zh: '该文档没有代码为 {code} 的数值。是否指 {near}？',
  },
  codeOfOtherForm: {
    en: '{code} is a value of the form of {years}, which this table of the report does not follow (it follows {printed}).',
    zh: '{code} 是 {years} 年格式的数值，而报告的该表采用 {printed} 年格式。',
  },
  confirmNotFound: {
    en: '{code} has no cell, so there is nothing to confirm: say what is printed with nianbao correct.',
    zh: '{code} 没有对应单元格，无从确认：请用 nianbao correct 填写所印的数值。',
  },
  confirmUnread: {
    en: '{code} was not read as a number, so there is nothing to confirm: say what is printed with nianbao correct.',
    zh: '{code} 未能读出数字，无从确认：请用 nianbao correct 填写所印的数值。',
  },
  togetherKind: {
    en: '{code} cannot be confirmed together with the others: it is no doubt of their kind, or it has no picture. Answer it by itself.',
    zh: '{code} 不能与其他项一并确认：疑问类别不同，或没有对应图像。请单独核对。',
  },
  togetherEquation: {
    en: '{code} cannot be confirmed together with others: an equation that it stands in does not hold. Answer it by itself.',
    zh: '{code} 不能与其他项一并确认：其所在的勾稽关系不成立。请单独核对。',
  },
  withdrawNothing: {
    en: '{code}: nobody said anything of it that still counts, so there is nothing to withdraw.',
    zh: '{code}：没有仍然有效的更正或确认，无从撤回。',
  },
  withdrawConfirmation: {
    en: '{code}: the last word is a confirmation by {author} ({at}); nianbao confirm --withdraw takes it back.',
    zh: '{code}：最后一次是 {author} 的确认（{at}），请用 nianbao confirm --withdraw 撤回。',
  },
  withdrawCorrection: {
    en: '{code}: the last word is a correction by {author} ({at}); nianbao correct --withdraw takes it back.',
    zh: '{code}：最后一次是 {author} 的更正（{at}），请用 nianbao correct --withdraw 撤回。',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>

/** A sentence that is not told yet. */
export interface Complaint {
  readonly key: keyof typeof COMPLAINTS
  readonly details?: Readonly<Record<string, string | number>>
}

export const describeComplaint = ({ key, details = {} }: Complaint, language: Language): string =>
  COMPLAINTS[key][language].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder))
