import { CodedError, codesOf, type Details, sentences, type Sentences } from '../model/sentences.js'

/** Everything that can be wrong with the fleet's settings. None repeats a value: it may hold a password. */
const SENTENCES = {
  'config-incomplete': sentences(
    [
      'The fleet needs all three of its settings. Missing: {missing}. Given: {given}.',
      'Set the missing one, too (as variable, flag or in the configuration file), or take the others away to work on a folder.',
    ],
    [
      '集群的三项设置须同时给出：缺少 {missing}，已有 {given}。',
      '请补上缺少的设置（环境变量、命令行选项或配置文件），或去掉其余设置以使用本地文件夹。',
    ],
  ),
  'config-needed': sentences(
    [
      'This needs the settings of the fleet, and there are none.',
      'Set NIANBAO_REDIS_URL, NIANBAO_DATABASE_URL and NIANBAO_S3_URL; scripts/fleet-local starts a fleet on this machine.',
    ],
    [
      '此命令需要集群设置，但尚未设置。',
      '请设置 NIANBAO_REDIS_URL、NIANBAO_DATABASE_URL 和 NIANBAO_S3_URL；scripts/fleet-local 可在本机启动集群。',
    ],
  ),
  'config-invalid': sentences(
    ['The address in {setting} cannot be understood.', 'Write it like this: {example}'],
    ['无法识别 {setting} 中的地址。', '请按此格式书写：{example}'],
  ),
  'config-unreadable': sentences(
    ['The configuration file {file} cannot be read ({reason}).', 'Check its path, your rights, and that it is JSON.'],
    ['无法读取配置文件 {file}（{reason}）。', '请检查路径和读取权限，并确认其为 JSON 格式。'],
  ),
  'config-unknown': sentences(
    ['The configuration file {file} holds what is no setting: {names}.', 'It may set, as texts: {known}'],
    ['配置文件 {file} 中有无效的设置：{names}。', '可用的设置（均为文本）：{known}'],
  ),
  'config-contradiction': sentences(
    ['--data names a folder, {flags} a fleet.', 'Leave one of them out.'],
    ['--data 指定文件夹，而 {flags} 指定集群。', '请只保留其一。'],
  ),
} as const satisfies Record<string, Sentences>

export type ConfigErrorCode = keyof typeof SENTENCES

export const CONFIG_ERROR_CODES: readonly ConfigErrorCode[] = codesOf(SENTENCES)

/** Thrown of settings that nothing can be started with. */
export class ConfigError extends CodedError<ConfigErrorCode> {
  override readonly name = 'ConfigError'

  constructor(code: ConfigErrorCode, details: Details = {}, options: { readonly cause?: unknown } = {}) {
    super(SENTENCES, code, details, options)
  }
}
