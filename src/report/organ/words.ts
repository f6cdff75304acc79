const wordsIn = (text: string): readonly string[] => text.trim().split(/\s+/u)

/** The full name of an organ ends in one of these; longer ones first where one ends in another. */
export const SUFFIXES = wordsIn(`
  人民政府 政府 街道办事处 街道办 办事处 管理委员会 管委会 委员会 办公厅 办公室 人民检察院 检察院 人民法院 法院 医院
  研究院 设计院 学院 大学 学校 中学 小学 幼儿园 总公司 分公司 公司 集团 银行 协会 联合会 红十字会 总工会 学会 残联
  妇联 工商联 总社 联合社 供销社 合作社 图书馆 博物馆 档案馆 文化馆 科技馆 美术馆 纪念馆 电视台 气象台 广播台 总局
  分局 税务局 海关 支队 大队 总队 中心 管理处 管理站 管理所 管理部 监管局 派出所 收费站 服务站 工作站 团委 党委 工委
  市委 县委 区委 省委 发改委 卫健委 国资委 政法委 编委 文联 科协 局 厅 署 委 部 院 处 所 站 馆
`)
export const ORGAN_SUFFIX = `(?:${SUFFIXES.join('|')})`

/** An administrative division, by its last characters. */
export const DIVISION = '(?:省|市|县|区|旗|州|盟|镇|乡|街道|苏木|农场|林场|新城|兵团)'

/** Words that stand in sentences, headings and menus, and in no name; some are part of names before certain others. */
export const FOREIGN = new RegExp(
  wordsIn(`
  认真 做好 提升 提高 高度 重视 坚持 按照 依照 严格 积极 深入 切实 不断 持续 围绕 进一步 贯彻 落实 加强 完善 根据
  要求 通过 结合 关于 有关 上级 指导(?!中心|站) 情况 事项(?!.*[局中心]) 领导(?!小组) 以及 为了 进行 开展
  得到 按时 细化 分解 操作性 依申请 原则 编制(?!委|办|中心) 发布 公布 信息公开(?!办|科|中心) 年度 报告 网站
  门户 欢迎 访问 浏览 网友 联系 首页 当前 位置 来源 今天 星期 打印 关闭 上一篇 下一篇 现将 如下 主动 收到 问题
  改进 总体 目录$ 强化 压实 狠抓 优化(?!营商) 推动 充分 利用 组织(?!部|委|人事|机构) 召开 制定 制作 互动
  交流(?!中心) 修订 下一步 制订 侧栏 导航 栏目 无障碍 长者 分享 收藏 责任编辑 字号 分类 索引 概况 简介 新闻 通知
  公告 文件$ 附件 说明 友情 链接 版权 登录 注册 搜索 的 了(?!墩) 是 我 您 你 请 这
  工作(?!委|办|局|部|站|中心|队) 存在 没有 暂无 其他需要 政务公开(?!办|科|和|局|服务|管理|中心)
`).join('|'),
  'u',
)

/** Longest name: divisions of four levels and the name of a bureau. */
export const MAX_NAME = 44
