import { CodedError, codesOf, type Details, sentences, type Sentences } from '../model/sentences.js'

/** Everything that can keep an original from being kept or read: what happened and what to do. */
const SENTENCES = {
  'blob-missing': sentences(
    [
      'The original {sha256} is not in {place}.',
      'Ingest the document again from where it stands, or restore a backup.',
    ],
    ['{place} 中没有原件 {sha256}。', '请从原处重新导入该文档，或恢复备份。'],
  ),
  'blob-damaged': sentences(
    [
      'The original {sha256} in {place} is damaged: its bytes are not those of its fingerprint.',
      'Take it away there, then ingest the document again from where it stands, or restore a backup.',
    ],
    [
      '{place} 中的原件 {sha256} 已损坏：其内容与指纹不符。',
      '请在该处将其删除，然后从原处重新导入该文档，或恢复备份。',
    ],
  ),
  'blob-changed': sentences(
    ['The file {file} is gone or changed while it was being copied ({reason}).', 'Ingest it again.'],
    ['文件 {file} 在复制过程中消失或被更改（{reason}）。', '请重新导入该文件。'],
  ),
  'blobs-unreachable': sentences(
    [
      'The storage of originals, {place}, cannot be reached ({reason}).',
      'Check that it runs and that the network leads there, then run the same command again: it goes on where it was.',
    ],
    ['无法连接原件存储 {place}（{reason}）。', '请确认其正在运行且网络可达，然后再次运行同一命令：将从中断处继续。'],
  ),
  'blobs-refused': sentences(
    [
      'The storage of originals, {place}, refuses this ({reason}).',
      'Check the key, the secret, the name of the bucket or folder (NIANBAO_S3_URL), what they allow, and the room left.',
    ],
    [
      '原件存储 {place} 拒绝了该操作（{reason}）。',
      '请检查密钥、存储桶或文件夹名称（NIANBAO_S3_URL）、访问权限和剩余空间。',
    ],
  ),
  'temp-unusable': sentences(
    [
      'Temporary files cannot be written to {folder} ({reason}).',
      'Make that folder, let this program write to it and make room there, or name another one (TMPDIR, --temp).',
    ],
    [
      '无法在 {folder} 中写入临时文件（{reason}）。',
      '请创建该文件夹、授予写入权限并腾出空间，或另行指定（TMPDIR、--temp）。',
    ],
  ),
  'blob-key-invalid': sentences(
    ['“{sha256}” is no fingerprint.', 'Give the 64 lower-case hexadecimal digits of a SHA-256.'],
    ['“{sha256}” 不是指纹。', '请给出 SHA-256 的 64 位小写十六进制数字。'],
  ),
} as const satisfies Record<string, Sentences>

export type BlobErrorCode = keyof typeof SENTENCES

export const BLOB_ERROR_CODES: readonly BlobErrorCode[] = codesOf(SENTENCES)

/** Thrown by the storage of originals. */
export class BlobError extends CodedError<BlobErrorCode> {
  override readonly name = 'BlobError'

  constructor(code: BlobErrorCode, details: Details = {}, options: { readonly cause?: unknown } = {}) {
    super(SENTENCES, code, details, options)
  }
}

/** A SHA-256 as everything here writes it. */
const FINGERPRINT = /^[0-9a-f]{64}$/

export const isFingerprint = (name: string): boolean => FINGERPRINT.test(name)

/** @throws BlobError `blob-key-invalid` of anything that is no fingerprint: so no name can lead out of the storage. */
export function assertFingerprint(sha256: string): void {
  if (!isFingerprint(sha256)) throw new BlobError('blob-key-invalid', { sha256: sha256.slice(0, 80) })
}
