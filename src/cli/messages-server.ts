/** The sentences of `nianbao serve` and `nianbao token`. */
export const SERVER_MESSAGES = {
  serveCommand: {
    en: 'serve the HTTP API, on the data folder or on the fleet',
    zh: '提供 HTTP API（基于数据文件夹或集群）',
  },
  serveHost: {
    en: 'address to listen on (default: {value}, this machine alone)',
    zh: '监听地址（默认 {value}，仅限本机）',
  },
  servePort: { en: 'port to listen on (default: {value})', zh: '监听端口（默认 {value}）' },
  serveWaiting: {
    en: 'turn uploads away while so many documents wait (default: {value})',
    zh: '等待处理的文档达到此数时拒绝上传（默认 {value}）',
  },
  serveUploads: { en: 'uploads taken in at the same time (default: {value})', zh: '同时接收的上传数（默认 {value}）' },
  serveTemporary: {
    en: 'folder for what is being uploaded or exported (default: the data folder, on the fleet the system’s)',
    zh: '上传和导出过程中的临时文件夹（默认为数据文件夹，集群模式下为系统临时文件夹）',
  },
  serveOpenMetrics: { en: 'serve /metrics to those without a token', zh: '/metrics 不需令牌即可访问' },
  serveLogLevel: { en: 'what is logged: {levels} (default: info)', zh: '日志级别：{levels}（默认 info）' },
  serveNotes: {
    en: `Whoever wants in needs a token (nianbao token create); without one nobody gets further than /healthz and /readyz. On a data
folder uploads are extracted by this process, and no nianbao ingest can run at the same time. The API is described at /openapi.json.
Logs are JSON lines on standard output. SIGTERM lets requests end and then stops.`,
    zh: `访问需要令牌（nianbao token create）；没有令牌只能访问 /healthz 和 /readyz。基于数据文件夹时，上传的文档由本进程提取，
期间不能运行 nianbao ingest。API 说明见 /openapi.json。日志以 JSON 行写到标准输出。收到 SIGTERM 后处理完请求再退出。`,
  },
  serveListening: { en: 'listening on {url}', zh: '正在监听 {url}' },
  serveNoTokens: {
    en: 'there is no token yet, so nobody gets in: nianbao token create NAME --scope write',
    zh: '尚无令牌，无人能访问：nianbao token create 名称 --scope write',
  },
  serveCannotListen: { en: 'cannot listen on {host}:{port} ({reason}).', zh: '无法监听 {host}:{port}（{reason}）。' },
  serveOpenHost: {
    en: '{host} is more than this machine: put a proxy with TLS in front, tokens travel in the clear otherwise.',
    zh: '{host} 不限于本机：请在前面设置带 TLS 的代理，否则令牌将以明文传输。',
  },
  notPort: { en: 'must be a port, from 0 (any free one) to 65535.', zh: '必须是端口号，0（任一空闲端口）到 65535。' },
  notLogLevel: { en: 'must be one of {levels}.', zh: '必须是 {levels} 之一。' },
  // Tokens
  tokenCommand: { en: 'who may use the HTTP API', zh: '管理 HTTP API 的令牌' },
  tokenCreate: { en: 'make a token; it is shown this once', zh: '创建令牌；仅显示这一次' },
  tokenList: { en: 'list the tokens, without the tokens themselves', zh: '列出令牌（不含令牌本身）' },
  tokenRevoke: { en: 'take a token back', zh: '吊销令牌' },
  tokenName: { en: 'what it is called: who or what uses it', zh: '令牌名称：使用者或用途' },
  tokenScope: {
    en: 'read, or write: also upload, correct, confirm, reprocess (default: read)',
    zh: 'read（只读）或 write（还可上传、更正、确认、重新提取）（默认 read）',
  },
  tokenExpires: {
    en: 'when it ends: a date (2027-01-31), a time (ISO 8601), or days from now (90d); never if left out',
    zh: '有效期：日期（2027-01-31）、时间（ISO 8601）或天数（90d）；省略则永久有效',
  },
  tokenNotes: {
    en: 'The store keeps only a digest of a token: one that is lost cannot be shown again, but revoked and made anew.',
    zh: '系统只保存令牌的摘要：丢失后无法再次显示，只能吊销后重新创建。',
  },
  notScope: { en: 'must be read or write.', zh: '必须是 read 或 write。' },
  notExpiry: {
    en: 'must be a date or time to come, or days such as 90d.',
    zh: '必须是将来的日期或时间，或天数（如 90d）。',
  },
  notTokenName: {
    en: 'must be 1 to 64 letters, digits, or one of “. _ @ -”.',
    zh: '必须是 1 至 64 个字母、汉字、数字或“. _ @ -”。',
  },
  tokenCreated: {
    en: 'Keep it now, it is not shown again. It is used as: Authorization: Bearer TOKEN',
    zh: '请立即保存，以后不再显示。用法：Authorization: Bearer 令牌',
  },
  tokenExists: {
    en: 'there is a token {name} already. Revoke it first, or give another name.',
    zh: '已有名为 {name} 的令牌。请先吊销，或换一个名称。',
  },
  tokenUnknown: { en: 'there is no token {name}.', zh: '没有名为 {name} 的令牌。' },
  tokenRevoked: { en: 'Token {name} is revoked.', zh: '令牌 {name} 已吊销。' },
  tokenNone: { en: 'There are no tokens.', zh: '没有令牌。' },
  tokenScopes: { en: 'may', zh: '权限' },
  tokenCreatedAt: { en: 'made', zh: '创建时间' },
  tokenExpiresAt: { en: 'ends', zh: '失效时间' },
  tokenNever: { en: 'never', zh: '永不' },
  tokenExpired: { en: 'expired', zh: '已失效' },
  tokenNameColumn: { en: 'name', zh: '名称' },
} as const
