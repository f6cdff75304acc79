import { CodedError, codesOf, type Details, sentences, type Sentences } from '../model/sentences.js'

/** Why a panel cannot be made: what happened and what to do. */
const SENTENCES = {
  'divisions-unreadable': sentences(
    [
      'The file of divisions {file} cannot be used: {reason}.',
      'Compare it with docs/panel.md, or leave out --divisions.',
    ],
    ['行政区划文件 {file} 无法使用：{reason}。', '请对照 docs/panel.zh-CN.md 检查该文件，或不用 --divisions。'],
  ),
  'expect-unreadable': sentences(
    [
      'The file of expected organs {file} cannot be used: {reason}.',
      'It is a CSV file with the columns organ_id and year.',
    ],
    ['应报机关清单 {file} 无法使用：{reason}。', '该文件应为 CSV，含 organ_id 和 year 两列。'],
  ),
} as const satisfies Record<string, Sentences>

export type PanelErrorCode = keyof typeof SENTENCES

export const PANEL_ERROR_CODES: readonly PanelErrorCode[] = codesOf(SENTENCES)

/** Thrown where what a person handed in for a panel cannot be read; nothing was written. */
export class PanelError extends CodedError<PanelErrorCode> {
  override readonly name = 'PanelError'

  constructor(code: PanelErrorCode, details: Details = {}, options: { readonly cause?: unknown } = {}) {
    super(SENTENCES, code, details, options)
  }
}
