import { describe, expect, it } from '@jest/globals'
import { DocumentError } from '../../model/problem.js'
import { DEFAULT_LIMITS, type Reading } from '../../model/source.js'
import { readHtml } from './index.js'

const readBytes = (bytes: Uint8Array): Promise<Reading> =>
  readHtml({ name: 'a.html', path: 'a.html', bytes }, { limits: DEFAULT_LIMITS, signal: null })
const read = (html: string): Promise<Reading> => readBytes(Buffer.from(html))
/** Paragraphs as they are, tables as `T` and their shape. */
const outline = async (html: string): Promise<readonly string[]> =>
  (await read(html)).blocks.map((block) =>
    block.kind === 'paragraph' ? block.text : block.kind === 'table' ? `T${block.rows}×${block.columns}` : 'picture',
  )
const refusal = async (html: string): Promise<unknown> => {
  try {
    await read(html)
    return null
  } catch (error) {
    return error instanceof DocumentError ? { code: error.problem.code, ...error.problem.details } : error
  }
}

const TABLE_2 =
  '<table><tr><td colspan=4>第二十条第（一）项<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数' +
  '<tr><td>规章<td>0<td>1<td>2<tr><td>行政规范性文件<td>3<td>4<td>5</table>'
const BODY =
  '<p>根据条例，现公布本年度报告。地址：花石镇，电话：0731-12345678。</p><p>一、总体情况</p><p>本镇认真贯彻条例。</p>' +
  `<p>二、主动公开政府信息情况</p>${TABLE_2}<p>五、存在的主要问题及改进情况</p><p>问题。</p><p>六、其他需要报告的事项</p><p>无。</p>`
const SIGNATURE = '<p align=right>湘潭县花石镇人民政府</p><p align=right>2022年1月21日</p>'
const TITLE = '花石镇2021年政府信息公开工作年度报告'
const REPORT = [
  TITLE,
  '根据条例，现公布本年度报告。地址：花石镇，电话：0731-12345678。',
  '一、总体情况',
  '本镇认真贯彻条例。',
  '二、主动公开政府信息情况',
  'T4×4',
  '五、存在的主要问题及改进情况',
  '问题。',
  '六、其他需要报告的事项',
  '无。',
  '湘潭县花石镇人民政府',
  '2022年1月21日',
]
const MENU = `<ul>${Array.from({ length: 300 }, (_, index) => `<li><a href="/c${index}">政府信息公开年报${index}</a>`).join('')}</ul>`
const CRUMBS = '<div>您的位置：<a href="/">首页</a> &gt; <a href="/x">政府信息公开</a> &gt; 正文</div>'
const FACTS =
  '<div>发布时间：2022-01-24 15:20　来源：花石镇人民政府　浏览次数：<i></i>　字号：[<a href=#>大</a> <a href=#>中</a> <a href=#>小</a>]</div>'
const TOOLS =
  '<div>【打印】【关闭】</div><div>分享到：</div><ul><li>上一篇：没有了<li>下一篇：<a href=x>2020年报</a></ul><div>相关文档</div><p>某某镇2021年政府信息公开工作年度报告</p>'
const FOOTER =
  '<div><p>主办单位：湘潭县人民政府</p><p>湘ICP备05000000号　网站标识码：4303210001</p><p>湘潭县人民政府 版权所有</p></div>'

describe('readHtml: the report without the page around it', () => {
  it('leaves out menus, breadcrumbs, font sizes, share buttons and the imprint', async () => {
    const page = `<body><div>湘潭县人民政府门户网站</div>${MENU}${CRUMBS}<div><h1>${TITLE}</h1>${FACTS}<div>${BODY}${SIGNATURE}</div>${TOOLS}</div>${FOOTER}`
    expect(await outline(page)).toEqual(REPORT)
  })

  it('does so also where everything hangs flat in the body', async () => {
    expect(await outline(`<body>${CRUMBS}${FACTS}<h1>${TITLE}</h1>${BODY}${SIGNATURE}${TOOLS}${FOOTER}`)).toEqual(
      REPORT,
    )
  })

  it('does so where the page is a table', async () => {
    const article = `<table><tr><td><b>${TITLE}</b></td></tr><tr><td>${FACTS}</td></tr><tr><td>${BODY}${SIGNATURE}</td></tr><tr><td>${TOOLS}</td></tr></table>`
    const page = `<table><tr><td colspan=2>${MENU}<tr><td>${MENU}<td>${article}<tr><td colspan=2>${FOOTER}</table>`
    expect(await outline(page)).toEqual(REPORT)
  })

  it('finds title and signature beside the article, and a title of two lines', async () => {
    const page = `<ul><li>索引号：X<li><div>发文日期：</div><div>2022年1月21日</div></ul><div><p>花石镇人民政府</p><p>2021年政府信息公开工作年度报告</p></div><div>${BODY}</div><div>${SIGNATURE}</div>${TOOLS}${FOOTER}`
    expect(await outline(page)).toEqual(['花石镇人民政府', '2021年政府信息公开工作年度报告', ...REPORT.slice(1)])
  })

  it('keeps the table of facts as a table', async () => {
    const facts = '<table><tr><td>索 引 号：<td>4303/1<td>发布机构：<td>湘潭县花石镇人民政府</table>'
    expect(await outline(`${facts}<div><h1>${TITLE}</h1>${BODY}${SIGNATURE}</div>${FOOTER}`)).toEqual([
      'T1×4',
      ...REPORT,
    ])
  })

  it('keeps everything but menus where no part of a report is found', async () => {
    expect(await outline(`${MENU}<p>工作总结</p><p>正文。</p><img src=a.jpg width=700>`)).toEqual([
      '工作总结',
      '正文。',
      'picture',
    ])
  })

  it('holds pictures that stand in the page itself, and only knows of those that it links to', async () => {
    const png = 'data:image/png;base64,'
    const images =
      `<img src="${png}iVBO\nRw=="><img src='${png}iVBORw%3D%3D'><img src=https://x/a.png>` +
      `<img src="${png}R0lG" data-original=https://x/b.png>`
    const { blocks } = await read(`<h1>${TITLE}</h1>${images}`)
    expect(blocks.flatMap((block) => (block.kind === 'picture' ? [block.bytes] : []))).toEqual([
      Buffer.from('89504e47', 'hex'),
      Buffer.from('89504e47', 'hex'),
      null,
      null,
    ])
  })

  it('looks into hidden parts if the report is nowhere else', async () => {
    expect(await outline(`<h1>${TITLE}</h1><div style="display:none">${BODY}${SIGNATURE}</div>`)).toEqual(REPORT)
  })

  it('reads pages as Word and WPS export them', async () => {
    const cells = TABLE_2.replace(
      /<td>([^<]*)/g,
      "<td width=100 style='border:solid'><p class=MsoNormal align=center><span lang=EN-US style='font-size:9pt'>$1<o:p></o:p></span></p>",
    )
    const page = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--></head><body><div class=WordSection1><p class=MsoNormal align=center><b><span lang=EN-US>2021</span></b><b><span>年政府信息公开工作\n年度报告<o:p></o:p></span></b></p><p class=MsoNormal><span>一、总体情况</span></p>${cells}<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>事项</p></div>`
    expect(await outline(page)).toEqual(['2021年政府信息公开工作年度报告', '一、总体情况', 'T4×4', '1. 事项'])
  })
})

describe('readHtml: encodings', () => {
  const bytes = (declared: string): Buffer => {
    const gbk = Buffer.from('d2bba1a2d7dccce5c7e9bff6', 'hex')
    return Buffer.concat([Buffer.from(`<html><head>${declared}</head><body><p>`), gbk, Buffer.from('</p>')])
  }
  it.each([
    '',
    '<meta charset=gb2312>',
    '<meta charset="utf-8">',
    '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
  ])('reads GBK under %s', async (declared) => {
    expect((await readBytes(bytes(declared))).blocks).toMatchObject([{ text: '一、总体情况' }])
  })

  it('reads UTF-16 without a mark', async () => {
    expect((await readBytes(Buffer.from('<html><p>一、总体情况</p>', 'utf16le'))).blocks).toMatchObject([
      { text: '一、总体情况' },
    ])
  })
})

describe('readHtml: what the page says of the report', () => {
  it('takes the table of facts before a line of facts', async () => {
    const facts =
      '<table><tr><td>索引号：<td>1<td>发布机构：<td>湘潭县花石镇人民政府<tr><td>公开日期：<td>2022-01-21<td>生成日期：<td>2022-01-20<tr><td>名　　称：<td colspan=3>花石镇2021年政府信息公开工作年度报告</table>'
    expect((await read(`${facts}${FACTS}${BODY}`)).metadata).toEqual({
      title: TITLE,
      organ: '湘潭县花石镇人民政府',
      published: '2022-01-21',
    })
  })

  it('takes a line of facts', async () => {
    expect((await read(`${FACTS}${BODY}`)).metadata).toEqual({ organ: '花石镇人民政府', published: '2022-01-24' })
  })

  it('takes the names that government sites give in <meta>', async () => {
    const head = `<meta name="ArticleTitle" content="${TITLE}"><meta name="PubDate" content="2022-01-24 15:20"><meta name="ContentSource" content="花石镇人民政府">`
    expect((await read(`<head>${head}</head>${BODY}`)).metadata).toEqual({
      title: TITLE,
      organ: '花石镇人民政府',
      published: '2022-01-24',
    })
  })

  it('takes the page title without the names of column and site, only if it names a report', async () => {
    expect((await read(`<title>${TITLE}_年报_湘潭县人民政府网</title>${BODY}`)).metadata).toEqual({ title: TITLE })
    expect((await read(`<title>湘潭县人民政府</title>${BODY}`)).metadata).toEqual({})
  })

  it('does not take a site for the organ', async () => {
    expect((await read(`<div>来源：本站原创</div><div>来源：互联网</div>${BODY}`)).metadata).toEqual({})
  })
})

describe('readHtml: pages that are no report', () => {
  it('are not told by a link to another report where this one may be pasted as a picture', async () => {
    const link = '<a href=/2020>花石镇2020年政府信息公开工作年度报告</a>'
    const scan = `<img src="data:image/png;base64,${'A'.repeat(40_000)}">`
    expect(await refusal(`<h1>${TITLE}</h1>${link}`)).toEqual({ code: 'report-is-attachment', link: '/2020' })
    expect(await refusal(`<h1>${TITLE}</h1>${scan}${link}`)).toBeNull()
    expect(await refusal(`<h1>${TITLE}</h1>${scan}<a href=a.pdf>附件</a>`)).toMatchObject({ link: 'a.pdf' })
  })

  it('names the file that a landing page links to', async () => {
    const page = `${MENU}${CRUMBS}<h1>${TITLE}</h1>${FACTS}<p>附件：<a href="./P02.pdf">${TITLE}.pdf</a></p><p><a href="x.doc">说明.doc</a></p>${FOOTER}`
    expect(await refusal(page)).toEqual({ code: 'report-is-attachment', link: './P02.pdf' })
    expect(await refusal(`<base href="http://a.gov.cn/b/">${page}`)).toMatchObject({
      link: 'http://a.gov.cn/b/P02.pdf',
    })
  })

  it('names a file that is shown in a frame, and a page that a list links to', async () => {
    expect(await refusal(`<h1>${TITLE}</h1><iframe src="/pdf/web/viewer.html?file=/a/b.pdf"></iframe>`)).toMatchObject({
      link: '/pdf/web/viewer.html?file=/a/b.pdf',
    })
    expect(await refusal(`<ul><li><a href="t1.html">${TITLE}</a></ul>`)).toMatchObject({ link: 't1.html' })
  })

  it('is not misled by attachments of a whole report', async () => {
    expect(await refusal(`<h1>${TITLE}</h1>${BODY}<p>附件：<a href=a.xlsx>表</a></p>`)).toBeNull()
  })

  it.each([
    '<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr>nginx',
    '<title>提示</title><p>抱歉，您访问的页面不存在或已被删除！</p><a href="/">返回首页</a>',
    '<title>拦截</title><div>您的请求可能存在威胁，已被防火墙拦截</div>',
    '<form><h2>用户登录</h2><input type=password></form>',
    '<html><body>502 Bad Gateway</body></html>',
  ])('knows an error page: %s', async (page) => {
    expect(await refusal(page)).toMatchObject({ code: 'error-page' })
  })

  it.each([
    `<title>${TITLE}</title><frameset cols="20%,80%"><frame src=menu.html><frame src=main.html></frameset>`,
    `<title>${TITLE}</title><div id=app></div><script src=/app.js></script>`,
    `<title>${TITLE}</title><iframe src=/content.html></iframe>`,
  ])('says of a page that a browser fills how to save it: %s', async (page) => {
    expect(await refusal(page)).toMatchObject({ code: 'page-elsewhere' })
  })

  it('says once that style sheets stand in other files', async () => {
    const link = '<link rel=stylesheet href=a.css>'
    const codes = async (head: string): Promise<readonly string[]> =>
      (await read(`${head}<h1>${TITLE}</h1>${BODY}${SIGNATURE}`)).problems.map(({ code }) => code)
    expect(await codes(link + link)).toEqual(['sheet-linked'])
    expect(await codes('<link rel=stylesheet media=print href=a.css><style>p{color:red}</style>')).toEqual([])
  })

  it('names a page that was saved in a wrong encoding', async () => {
    const page = `<title>${TITLE}</title><h1>${TITLE}</h1>${BODY}`
    expect(await refusal(Buffer.from(page).toString('latin1'))).toMatchObject({ code: 'doubly-encoded' })
    expect(await refusal(new TextDecoder('gb18030').decode(Buffer.from(page)))).toMatchObject({
      code: 'doubly-encoded',
    })
  })

  it.each([
    ['question marks', (): string => '?'],
    ['codes of a script', (letter: string): string => `\\u${letter.charCodeAt(0).toString(16)}`],
    ['codes of a page', (letter: string): string => `&amp;#${String(letter.charCodeAt(0))};`],
  ])('names a page that shows %s in place of its characters', async (_, code) => {
    const page = `<title>${TITLE}</title><h1>${TITLE}</h1>${BODY}`
    expect(await refusal(page.replace(/[^\0-\x7f]/gu, code))).toMatchObject({ code: 'doubly-encoded' })
  })
})
