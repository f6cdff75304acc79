import { sentences, type Sentences } from '../../model/sentences.js'

interface Entry extends Sentences {
  /** The HTTP status. */
  readonly status: number
}

type Pair = Parameters<typeof sentences>[0]

const entry = (status: number, en: Pair, zh: Pair): Entry => ({ status, ...sentences(en, zh) })

/** Every refusal of the API: what happened and what to do, with the status that HTTP has for it. */
export const REFUSALS = {
  'invalid-request': entry(
    400,
    ['The request is not as it should be: {reason}.', 'Compare it with /openapi.json.'],
    ['请求不符合要求：{reason}。', '请对照 /openapi.json。'],
  ),
  'webhook-refused': entry(
    403,
    [
      'This server may not call {url}.',
      'Name an address that the operator allows (nianbao serve --webhook-allow), or leave webhook out.',
    ],
    ['本服务不得调用 {url}。', '请使用运维人员允许的地址（nianbao serve --webhook-allow），或去掉 webhook。'],
  ),
  'url-invalid': entry(
    400,
    [
      'The address holds characters that must be percent-encoded.',
      'Encode them: curl -G --data-urlencode organ=前进镇 URL does so, and every library can.',
    ],
    ['网址中含有须经百分号编码的字符。', '请先编码：如 curl -G --data-urlencode organ=前进镇 网址。'],
  ),
  'name-invalid': entry(
    400,
    [
      '“{name}” cannot be the name of a document: {reason}.',
      'Give a name such as report.pdf or county/2023/report.pdf.',
    ],
    ['“{name}”不能作为文档名：{reason}。', '请使用如 年报.pdf 或 县区/2023/年报.pdf 的名称。'],
  ),
  'name-missing': entry(
    400,
    [
      'The part “{part}” of the request is a file without a file name.',
      'Give each file its name in the Content-Disposition of its part, as curl -F file=@report.pdf does.',
    ],
    [
      '请求中的“{part}”部分是文件，但没有文件名。',
      '请在该部分的 Content-Disposition 中给出 filename，例如 curl -F file=@年报.pdf。',
    ],
  ),
  'no-files': entry(
    400,
    ['The request holds no file.', 'Send the document as multipart/form-data in a part with a file name.'],
    ['请求中没有文件。', '请以 multipart/form-data 上传，并为该部分给出文件名。'],
  ),
  'no-page': entry(
    400,
    [
      '“{name}” is no picture ({type}): only pictures can be pages of one document.',
      'Send pictures (PNG, JPEG, TIFF, …) with group=true, other documents without it.',
    ],
    [
      '“{name}”不是图片（{type}）：只有图片才能作为同一文档的各页。',
      '请仅对图片（PNG、JPEG、TIFF 等）使用 group=true，其他文档请勿使用。',
    ],
  ),
  'upload-broken': entry(
    400,
    ['The upload ended before its end.', 'Send it again: nothing of it was taken in.'],
    ['上传未完成即中断。', '请重新上传：其内容均未收入。'],
  ),
  unauthenticated: entry(
    401,
    [
      'No valid token came with the request.',
      'Send “Authorization: Bearer TOKEN”; nianbao token create NAME --scope read makes one.',
    ],
    ['请求未带有效令牌。', '请发送“Authorization: Bearer 令牌”；可用 nianbao token create 名称 --scope read 创建。'],
  ),
  forbidden: entry(
    403,
    ['This needs a token with the scope {scope}.', 'Use such a token; nianbao token list tells which there are.'],
    ['此操作需要 {scope} 权限的令牌。', '请使用相应令牌；nianbao token list 可列出已有令牌。'],
  ),
  'not-found': entry(
    404,
    ['There is nothing at {url}.', 'See /openapi.json for what there is.'],
    ['{url} 不存在。', '可用路径见 /openapi.json。'],
  ),
  'not-examined': entry(
    503,
    ['What this server stands on could not be tried.', 'Run nianbao doctor on its machine.'],
    ['无法检查本服务的运行环境。', '请在服务器上运行 nianbao doctor。'],
  ),
  'selection-empty': entry(
    400,
    [
      'Nothing says which documents are meant.',
      'Give at least one filter, such as code=office-missing or status=failed.',
    ],
    ['没有说明要处理哪些文档。', '请至少给出一个筛选条件，如 code=office-missing 或 status=failed。'],
  ),
  'selection-changed': entry(
    409,
    [
      'By now it would be {documents} documents, not {expected}.',
      'Look again which they are, and ask with that number.',
    ],
    ['现在符合条件的是 {documents} 份文档，不再是 {expected} 份。', '请重新确认范围，再按新的数目提交。'],
  ),
  'host-refused': entry(
    421,
    ['This server is for its own machine, and not for {host}.', 'Use the address that nianbao workbench printed.'],
    ['本服务仅供本机使用，不能以 {host} 访问。', '请使用 nianbao workbench 输出的地址。'],
  ),
  'page-unknown': entry(
    404,
    ['There is no picture of page {page} of {id}.', 'Only PDF documents and pictures have pages; count from 1.'],
    ['{id} 没有第 {page} 页的图像。', '只有 PDF 和图片文档有页面，页码从 1 开始。'],
  ),
  'document-unknown': entry(
    404,
    ['No document {id} is known.', 'GET /v1/documents lists those that are.'],
    ['没有文档 {id}。', '可用 GET /v1/documents 列出全部文档。'],
  ),
  'document-ambiguous': entry(
    409,
    ['{id} may be any of several documents: {candidates}.', 'Give more digits of the one that you mean.'],
    ['{id} 可能是多份文档之一：{candidates}。', '请给出更多位指纹。'],
  ),
  'batch-unknown': entry(
    404,
    ['There is no batch {id}.', 'The reply to an upload names its batch.'],
    ['没有批次 {id}。', '上传的回复中给出批次号。'],
  ),
  'object-unknown': entry(
    404,
    ['The storage of originals has no object {sha256}.', 'Put it there under its SHA-256, or upload the file itself.'],
    ['原件存储中没有 {sha256}。', '请以其 SHA-256 存入，或直接上传文件。'],
  ),
  'original-missing': entry(
    404,
    ['The original of {id} was not kept.', 'Upload the file; nianbao ingest --keep-originals keeps those of a folder.'],
    ['未保存 {id} 的原件。', '请上传该文件；导入文件夹时可用 nianbao ingest --keep-originals 保存。'],
  ),
  'too-slow': entry(
    408,
    [
      'The request came in too slowly and was cut off.',
      'Send it again over a better line; nothing of it was taken in.',
    ],
    ['请求传输过慢，已被切断。', '请换用更好的网络重新发送；其内容均未收入。'],
  ),
  'attempt-unknown': entry(
    404,
    ['There is no attempt {attempt} on this document.', 'GET /v1/documents/{id} lists its attempts.'],
    ['该文档没有编号为 {attempt} 的提取记录。', '可用 GET /v1/documents/{id} 列出。'],
  ),
  'attempt-failed': entry(
    409,
    ['Attempt {attempt} failed: nothing of it can count.', 'Choose another one of the document’s attempts.'],
    ['第 {attempt} 号提取失败，没有可采用的结果。', '请选择该文档的其他提取记录。'],
  ),
  'not-extracted': entry(
    409,
    ['The document was not extracted yet.', 'Wait until its status is no more “pending”.'],
    ['该文档尚未提取。', '请等到其状态不再是“pending”。'],
  ),
  'nothing-flagged': entry(
    409,
    ['Nothing is flagged in this document: there is nothing to confirm.', 'Name the codes that you mean.'],
    ['该文档没有被标记的数值，无需确认。', '请给出要确认的代码。'],
  ),
  'said-meanwhile': entry(
    412,
    [
      '{code}: {author} said something else meanwhile ({at}): “{said}”.',
      'Nothing was taken in. Get the document again, and say it once more with its new ETag if it still holds.',
    ],
    [
      '{code}：{author} 已于 {at} 另行填写为“{said}”。',
      '未录入任何内容。请重新获取该文档，如仍有必要请以新的 ETag 再次提交。',
    ],
  ),
  'withdrawn-meanwhile': entry(
    412,
    [
      '{code}: what was said of it was withdrawn meanwhile ({author}, {at}).',
      'Nothing was taken in. Get the document again, and say it once more with its new ETag if it still holds.',
    ],
    [
      '{code}：此前的更正或确认已被撤回（{author}，{at}）。',
      '未录入任何内容。请重新获取该文档，如仍有必要请以新的 ETag 再次提交。',
    ],
  ),
  'attempt-meanwhile': entry(
    412,
    ['Another attempt counts by now than in the version that you saw.', 'Get the document again, then choose.'],
    ['您查看之后，该文档采用的提取记录已改变。', '请重新获取该文档后再选择。'],
  ),
  'version-unknown': entry(
    412,
    ['No version {version} of this document is known.', 'Get the document again and use its ETag.'],
    ['该文档没有版本 {version}。', '请重新获取该文档并使用其 ETag。'],
  ),
  'too-large': entry(
    413,
    ['{what} is larger than {limit}.', 'Send less at a time; nianbao serve --max-file-mb sets the bound of a file.'],
    ['{what} 超过 {limit}。', '请分次发送；单个文件的上限由 nianbao serve --max-file-mb 设定。'],
  ),
  'too-many-files': entry(
    413,
    ['One request may hold {limit} files at most.', 'Send the rest in further requests.'],
    ['一次请求最多可上传 {limit} 个文件。', '请将其余文件分多次上传。'],
  ),
  'type-refused': entry(
    415,
    ['“{name}” is no document that can be read ({type}): {reason}', 'Send PDF, Word, HTML, text or pictures of pages.'],
    ['“{name}”不是可读取的文档（{type}）：{reason}', '请发送 PDF、Word、HTML、文本或页面图片。'],
  ),
  'content-type-refused': entry(
    415,
    ['A body of type {type} is not taken here.', 'Send multipart/form-data with files, or application/json.'],
    ['此处不接受 {type} 类型的正文。', '请发送带文件的 multipart/form-data，或 application/json。'],
  ),
  'statement-invalid': entry(
    422,
    ['{code}: {reason}', 'Nothing was taken in. The codes are those of the document’s records.'],
    ['{code}：{reason}', '未录入任何内容。代码见该文档的 records。'],
  ),
  'queue-full': entry(
    429,
    ['{waiting} documents wait already.', 'Send it again in {seconds} seconds.'],
    ['已有 {waiting} 份文档等待处理。', '请在 {seconds} 秒后重新发送。'],
  ),
  busy: entry(
    429,
    ['As many requests of this kind as allowed are being worked on.', 'Send it again in {seconds} seconds.'],
    ['同类请求已达上限，正在处理中。', '请在 {seconds} 秒后重新发送。'],
  ),
  'headers-too-large': entry(
    431,
    ['The headers of the request are too large.', 'Send fewer or shorter ones.'],
    ['请求头过大。', '请减少或缩短请求头。'],
  ),
  internal: entry(
    500,
    ['Something went wrong that should not have.', 'Tell who runs the server, with the requestId.'],
    ['出现了不应发生的错误。', '请将 requestId 告知服务器管理员。'],
  ),
  'original-damaged': entry(
    500,
    ['The kept original of {id} is damaged.', 'Tell who runs the server: a backup has to be restored.'],
    ['{id} 的原件已损坏。', '请告知服务器管理员：需要恢复备份。'],
  ),
  unavailable: entry(
    503,
    [
      'The data cannot be reached or written just now.',
      'Try again in a while; who runs the server finds more in its log.',
    ],
    ['暂时无法访问或写入数据。', '请稍后再试；服务器管理员可查看日志。'],
  ),
  'dataset-changed': entry(
    503,
    ['The documents changed too much while the dataset was written.', 'Ask for it again.'],
    ['写出数据集期间文档变化过大。', '请重新请求。'],
  ),
  'no-room': entry(
    507,
    ['The server has no room for this.', 'Try again once who runs it has made some.'],
    ['服务器空间不足。', '请等管理员腾出空间后再试。'],
  ),
} as const satisfies Record<string, Entry>

export type RefusalCode = keyof typeof REFUSALS
