import { text } from './text.js'

/** The frame of all pages, and of the login and the API. */
export const FRAME_TEXTS = {
  library: text('Library', '文档库'),
  doubts: text('Doubts', '待核对'),
  datasets: text('Datasets', '数据集'),
  overview: text('Overview', '概览'),
  apiDocs: text('API', '接口'),
  skip: text('Skip to content', '跳到正文'),
  navigation: text('Pages', '页面'),
  language: text('中文', 'English'),
  theme: text('Light or dark', '浅色或深色'),
  logout: text('Log out', '退出'),
  readOnly: text('read only', '只读'),
  loading: text('Loading …', '正在载入……'),
  failed: text('This could not be loaded.', '无法载入。'),
  again: text('Try again', '重试'),
  unreachable: text(
    'The server cannot be reached. Is nianbao still running?',
    '无法连接服务器。nianbao 是否仍在运行？',
  ),
  notFound: text('There is no such page.', '没有这个页面。'),

  loginTitle: text('Log in', '登录'),
  loginLead: text('This server needs a token. Ask the person who runs it.', '此服务需要令牌，请向管理员索取。'),
  token: text('Token', '令牌'),
  enter: text('Log in', '登录'),
  loginFailed: text('This token is not valid.', '令牌无效。'),
  workbenchHint: text(
    'On your own computer, use the link that nianbao workbench printed. A link opens one browser, once; start the command again for a new one.',
    '在本机使用时，请打开 nianbao workbench 输出的链接。每个链接只能使用一次，重新运行该命令可得到新链接。',
  ),

  docsLead: text('Every call of the HTTP API, from its own description.', 'HTTP 接口的全部调用，取自其自身说明。'),
  parameters: text('Parameters', '参数'),
  replies: text('Replies', '返回'),
} as const
