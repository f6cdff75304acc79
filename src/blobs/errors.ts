import type { Details, Language } from '../model/problem.js'

interface Sentence {
  readonly message: string
  readonly remedy: string
}

const entry = (en: readonly [string, string], zh: readonly [string, string]): Readonly<Record<Language, Sentence>> => ({
  en: { message: en[0], remedy: en[1] },
  zh: { message: zh[0], remedy: zh[1] },
})

/** Everything that can keep an original from being kept or read: what happened and what to do. */
const SENTENCES = {
  'blob-missing': entry(
    [
      'The original {sha256} is not in {place}.',
      'Ingest the document again from where it stands, or restore a backup.',
    ],
    ['{place} 中没有原件 {sha256}。', '请从原处重新录入该文档，或恢复备份。'],
  ),
  'blob-damaged': entry(
    [
      'The original {sha256} in {place} is damaged: its bytes are not those of its fingerprint.',
      'Take it away there, then ingest the document again from where it stands, or restore a backup.',
    ],
    [
      '{place} 中的原件 {sha256} 已损坏：其内容与指纹不符。',
      '请在该处将其删除，然后从原处重新录入该文档，或恢复备份。',
    ],
  ),
  'blob-changed': entry(
    ['The file {file} is gone or changed while it was being copied ({reason}).', 'Ingest it again.'],
    ['文件 {file} 在复制过程中消失或被更改（{reason}）。', '请重新录入该文件。'],
  ),
  'blobs-unreachable': entry(
    [
      'The storage of originals, {place}, cannot be reached ({reason}).',
      'Check that it runs and that the network leads there, then run the same command again: it goes on where it was.',
    ],
    ['无法连接原件存储 {place}（{reason}）。', '请确认其正在运行且网络可达，然后再次运行同一命令：将从中断处继续。'],
  ),
  'blobs-refused': entry(
    [
      'The storage of originals, {place}, refuses this ({reason}).',
      'Check the key, the secret, the name of the bucket or folder (NIANBAO_S3_URL), what they allow, and the room left.',
    ],
    [
      '原件存储 {place} 拒绝了该操作（{reason}）。',
      '请检查密钥、存储桶或文件夹名称（NIANBAO_S3_URL）、访问权限和剩余空间。',
    ],
  ),
  'blob-key-invalid': entry(
    ['“{sha256}” is no fingerprint.', 'Give the 64 lower-case hexadecimal digits of a SHA-256.'],
    ['“{sha256}” 不是指纹。', '请给出 SHA-256 的 64 位小写十六进制数字。'],
  ),
} as const satisfies Record<string, Readonly<Record<Language, Sentence>>>

export type BlobErrorCode = keyof typeof SENTENCES

export const BLOB_ERROR_CODES: readonly BlobErrorCode[] = Object.keys(SENTENCES).filter(
  (code): code is BlobErrorCode => code in SENTENCES,
)

/** Thrown by the storage of originals. */
export class BlobError extends Error {
  readonly code: BlobErrorCode
  readonly details: Details

  /** `details` hold no secrets: they are shown to people. */
  constructor(code: BlobErrorCode, details: Details = {}, options: { cause?: unknown } = {}) {
    const { message, remedy } = sentences(code, details, 'en')
    super(`${message} ${remedy}`, options)
    this.name = 'BlobError'
    this.code = code
    this.details = details
  }
}

function sentences(code: BlobErrorCode, details: Details, language: Language): Sentence {
  const { message, remedy } = SENTENCES[code][language]
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder))
  return { message: fill(message), remedy: fill(remedy) }
}

/** What happened and what to do, in one language. */
export const describeBlobError = ({ code, details }: BlobError, language: Language): Sentence =>
  sentences(code, details, language)

/** A SHA-256 as everything here writes it. */
const FINGERPRINT = /^[0-9a-f]{64}$/

export const isFingerprint = (name: string): boolean => FINGERPRINT.test(name)

/** @throws BlobError `blob-key-invalid` of anything that is no fingerprint: so no name can lead out of the storage. */
export function assertFingerprint(sha256: string): void {
  if (!isFingerprint(sha256)) throw new BlobError('blob-key-invalid', { sha256: sha256.slice(0, 80) })
}
