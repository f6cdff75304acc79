import { entry, type Entry } from './entry.js'

/** Problems of the extraction itself: these stopped it early. */
export const EXTRACTION_PROBLEMS = {
  timeout: entry(
    'error',
    [
      'Reading took longer than {seconds} s and was stopped.',
      'Try again with a longer --timeout; if it stays so, report the file.',
    ],
    ['读取超过 {seconds} 秒，已停止。', '请用更长的 --timeout 重试；若仍如此，请反馈该文件。'],
  ),
  'memory-limit': entry(
    'error',
    [
      'Reading took more than {megabytes} MB of memory and was stopped.',
      'Try again with a higher --memory-mb; if it stays so, report the file.',
    ],
    ['读取占用内存超过 {megabytes} MB，已停止。', '请用更高的 --memory-mb 重试；若仍如此，请反馈该文件。'],
  ),
  'crashed-extractor': entry(
    'error',
    ['The process that read the file ended unexpectedly ({reason}).', 'Try again; if it stays so, report the file.'],
    ['读取该文件的进程意外终止（{reason}）。', '请重试；若仍如此，请反馈该文件。'],
  ),
  'internal-error': entry(
    'error',
    ['An error of nianbao’s own kept it from reading this file ({reason}).', 'Please report the file.'],
    ['nianbao 自身出错，未能读取该文件（{reason}）。', '请反馈该文件。'],
  ),
  aborted: entry(
    'error',
    ['Reading was stopped on request.', 'Extract the file again.'],
    ['读取已按要求中止。', '请重新提取该文件。'],
    'transient',
  ),
} as const satisfies Record<string, Entry>
