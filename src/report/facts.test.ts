import { describe, expect, it } from '@jest/globals'
import { formsResult, paragraph, paragraphs, reading } from '../../test/support/handwritten.js'
import type { Paragraph } from '../model/block.js'
import type { ReportRecord } from '../model/record.js'
import type { Metadata } from '../model/source.js'
import { factsOf } from './facts.js'
import { outline } from './outline.js'

/** A report around its six sections: what stands before them, how section 1 speaks, what stands behind section 6. */
interface Case {
  readonly name: string
  readonly before?: readonly (string | Paragraph)[]
  readonly prose?: readonly string[]
  readonly after?: readonly (string | Paragraph)[]
  readonly metadata?: Metadata
  readonly expected: Partial<Pick<ReportRecord, 'title' | 'organ' | 'year' | 'published' | 'flags'>>
}

const toParagraph = (one: string | Paragraph): Paragraph => (typeof one === 'string' ? paragraph(one) : one)

function factsFor({
  before = [],
  prose = [],
  after = [],
  metadata = {},
}: Omit<Case, 'name' | 'expected'>): ReportRecord {
  const blocks = [
    ...before.map(toParagraph),
    ...paragraphs('一、总体情况', ...prose, '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况'),
    ...paragraphs('四、政府信息公开行政复议、行政诉讼情况', '五、存在的主要问题及改进情况', '一是公开不够及时。'),
    ...paragraphs('六、其他需要报告的事项', '无。'),
    ...after.map(toParagraph),
  ]
  return factsOf(reading(blocks, { metadata }), outline(blocks), formsResult()).report
}

const large = (text: string): Paragraph => paragraph(text, { size: 22, align: 'center' })
const small = (text: string): Paragraph => paragraph(text, { size: 12 })

const TITLES: readonly Case[] = [
  {
    name: 'plain',
    before: ['花石镇2021年政府信息公开工作年度报告'],
    expected: { title: '花石镇2021年政府信息公开工作年度报告', organ: '花石镇', year: 2021, flags: [] },
  },
  {
    name: 'spaced out',
    before: ['高寨镇 2021 年政府信息公开工作 年度报告'],
    expected: { title: '高寨镇2021年政府信息公开工作年度报告', organ: '高寨镇', year: 2021 },
  },
  {
    name: 'full-width digits',
    before: ['青山区教育局２０２２年政府信息公开工作年度报告'],
    expected: { title: '青山区教育局2022年政府信息公开工作年度报告', organ: '青山区教育局', year: 2022 },
  },
  {
    name: 'Chinese digits',
    before: ['青山区教育局二〇二二年政府信息公开工作年度报告'],
    expected: { title: '青山区教育局二〇二二年政府信息公开工作年度报告', organ: '青山区教育局', year: 2022 },
  },
  {
    name: 'Chinese digits with a circle',
    before: ['青山区教育局二○二○年度政府信息公开工作年度报告'],
    expected: { organ: '青山区教育局', year: 2020 },
  },
  {
    name: 'year first',
    before: ['2022年度临海市自然资源和规划局政府信息公开工作年度报告'],
    expected: {
      title: '2022年度临海市自然资源和规划局政府信息公开工作年度报告',
      organ: '临海市自然资源和规划局',
      year: 2022,
    },
  },
  {
    name: 'with 关于 and 的',
    before: ['安平县人民政府办公室关于2021年政府信息公开工作的年度报告'],
    expected: {
      title: '安平县人民政府办公室关于2021年政府信息公开工作的年度报告',
      organ: '安平县人民政府办公室',
      year: 2021,
    },
  },
  {
    name: 'without 工作',
    before: ['南湖街道办事处2023年政府信息公开年度报告'],
    expected: { title: '南湖街道办事处2023年政府信息公开年度报告', organ: '南湖街道办事处', year: 2023 },
  },
  {
    name: 'year behind the subject',
    before: ['河东区卫生健康委员会政府信息公开2020年度报告'],
    expected: { organ: '河东区卫生健康委员会', year: 2020 },
  },
  {
    name: 'year in brackets behind',
    before: ['河东区卫生健康委员会政府信息公开工作年度报告（2020年）'],
    expected: {
      title: '河东区卫生健康委员会政府信息公开工作年度报告（2020年）',
      organ: '河东区卫生健康委员会',
      year: 2020,
    },
  },
  {
    name: 'year in brackets on a line of its own',
    before: ['河东区卫生健康委员会政府信息公开工作年度报告', '（2020年度）'],
    expected: { title: '河东区卫生健康委员会政府信息公开工作年度报告（2020年度）', year: 2020 },
  },
  {
    name: 'two lines',
    before: ['\t土门关乡人民政府2021年度', '政府信息公开工作年度报告'],
    expected: {
      title: '土门关乡人民政府2021年度政府信息公开工作年度报告',
      organ: '土门关乡人民政府',
      year: 2021,
    },
  },
  {
    name: 'three lines',
    before: [large('国家税务总局临河市税务局'), large('2022年'), large('政府信息公开工作年度报告')],
    expected: {
      title: '国家税务总局临河市税务局2022年政府信息公开工作年度报告',
      organ: '国家税务总局临河市税务局',
      year: 2022,
    },
  },
  {
    name: 'broken inside a word',
    before: [large('江北市住房和城乡建设局2022年政府信息公'), large('开工作年度报告')],
    expected: { title: '江北市住房和城乡建设局2022年政府信息公开工作年度报告', organ: '江北市住房和城乡建设局' },
  },
  {
    name: 'nothing but its subject',
    before: ['政府信息公开工作年度报告'],
    prose: ['2020年以来，肖寨门镇政府认真贯彻落实条例。', '肖寨门镇政府主要通过公告栏公开。', '2020年，成绩明显。'],
    expected: { title: '政府信息公开工作年度报告', organ: '肖寨门镇政府', year: 2020, flags: [] },
  },
  {
    name: 'only in the prose',
    before: [
      '根据条例的规定,现公布2021年中山镇政府信息公开工作年度报告。本报告由总体情况、其他需要报告的事项六部分构成。',
    ],
    prose: ['2021年,中山镇人民政府以人民为中心。'],
    expected: { title: '2021年中山镇政府信息公开工作年度报告', organ: '中山镇人民政府', year: 2021, flags: [] },
  },
  {
    name: 'not printed at all',
    before: ['根据《中华人民共和国政府信息公开条例》，编制本报告。'],
    prose: ['2021年，我局主动公开信息77条。'],
    after: ['永安县水利局', '2022年1月10日'],
    expected: { title: null, organ: '永安县水利局', year: 2021, published: '2022-01-10', flags: [] },
  },
  {
    name: 'with a full name ahead of a subject that begins with 政府',
    before: ['2020年度红旗乡人民政府政府信息公开工作年度报告'],
    prose: ['现公布红旗乡人民政府政府信息公开工作年度报告。'],
    expected: { organ: '红旗乡人民政府', year: 2020, flags: [] },
  },
  {
    name: 'with a place ahead of a subject that begins with 政府',
    before: ['2020年花石镇政府信息公开工作年度报告'],
    expected: { organ: '花石镇', year: 2020, flags: [] },
  },
  {
    name: 'of a school',
    before: ['临江市第一中学2021年信息公开工作年度报告'],
    expected: { title: '临江市第一中学2021年信息公开工作年度报告', organ: '临江市第一中学', year: 2021 },
  },
  {
    name: 'of a ministry',
    before: ['水利部2022年政府信息公开工作年度报告'],
    expected: { organ: '水利部', year: 2022 },
  },
  {
    name: 'ending in 情况报告',
    before: ['永安县水利局2021年度政府信息公开工作情况报告'],
    expected: { title: '永安县水利局2021年度政府信息公开工作情况报告', organ: '永安县水利局', year: 2021 },
  },
  {
    name: 'ending in 年报',
    before: ['永安县水利局2021年政府信息公开年报'],
    expected: { title: '永安县水利局2021年政府信息公开年报', organ: '永安县水利局', year: 2021 },
  },
  {
    name: 'with a number line above and an address below',
    before: [
      '永政函〔2022〕3号',
      '永安县水利局2021年政府信息公开工作年度报告',
      '县政府办公室：',
      '现将我局情况报告如下。',
    ],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', organ: '永安县水利局', year: 2021 },
  },
  {
    name: 'below a red head of another size',
    before: [
      paragraph('永安县水利局文件', { size: 44, align: 'center' }),
      small('永水〔2022〕3号'),
      large('永安县水利局'),
      large('2021年政府信息公开工作年度报告'),
    ],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', organ: '永安县水利局' },
  },
  {
    name: 'below breadcrumbs and navigation',
    before: [
      '您当前所在位置：首页 > 政务公开 > 政府信息公开年报',
      '政府信息公开年报',
      '永安县水利局2021年政府信息公开工作年度报告',
      '发布日期：2022-01-28 来源：永安县水利局 字号：[大 中 小] 打印',
    ],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', published: '2022-01-28', flags: [] },
  },
  {
    name: 'among links to other years, marked as the heading',
    before: [
      '永安县水利局2020年政府信息公开工作年度报告',
      '永安县水利局2019年政府信息公开工作年度报告',
      paragraph('永安县水利局2021年政府信息公开工作年度报告', { level: 1 }),
    ],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', year: 2021, flags: [] },
  },
  {
    name: 'among links to other years, told by the year of the prose',
    before: [
      '永安县水利局2020年政府信息公开工作年度报告',
      '永安县水利局2021年政府信息公开工作年度报告',
      '永安县水利局2022年政府信息公开工作年度报告',
    ],
    prose: ['2021年，我局主动公开信息77条。'],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', year: 2021, flags: [] },
  },
  {
    name: 'sharing 政府 between organ and subject',
    before: ['安平县人民政府信息公开工作2021年度报告'],
    expected: { title: '安平县人民政府信息公开工作2021年度报告', organ: '安平县人民政府', year: 2021 },
  },
  {
    name: 'as an attachment',
    before: ['附件2：永安县水利局2021年政府信息公开工作年度报告'],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', organ: '永安县水利局' },
  },
  {
    name: 'announced',
    before: ['永安县水利局关于2021年政府信息公开工作年度报告的公示'],
    expected: { title: '永安县水利局关于2021年政府信息公开工作年度报告的公示', organ: '永安县水利局', year: 2021 },
  },
  {
    name: 'contradicted by another as prominent',
    before: ['永安县水利局2020年政府信息公开工作年度报告', '永安县水利局2021年政府信息公开工作年度报告'],
    expected: { flags: ['title-uncertain'] },
  },
  {
    name: 'printed twice, on the cover and above the text',
    before: [large('永安县水利局2021年政府信息公开工作年度报告'), '永安县水利局2021年政府信息公开工作年度报告'],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', flags: [] },
  },
  {
    name: 'only in page furniture',
    metadata: { title: '永安县水利局2021年政府信息公开工作年度报告_永安县人民政府门户网站' },
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', organ: '永安县水利局', year: 2021 },
  },
  {
    name: 'the printed one, whatever an old template says in the properties',
    before: ['永安县水利局2021年政府信息公开工作年度报告'],
    metadata: { title: '永安县财政局2019年政府信息公开工作年度报告' },
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告', year: 2021, flags: [] },
  },
  {
    name: 'quoted in 《》',
    before: ['《永安县水利局2021年政府信息公开工作年度报告》'],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告' },
  },
  {
    name: 'not a notice that is quoted',
    before: ['根据《关于政府信息公开工作年度报告有关事项的通知》要求，编制了本报告。'],
    prose: ['2021年，工作有序。'],
    expected: { title: null, year: 2021 },
  },
]

const ORGANS: readonly Case[] = [
  {
    name: 'longer in the signature',
    before: ['花石镇2021年政府信息公开工作年度报告'],
    after: ['湘潭县花石镇人民政府', '2022年1月17日'],
    expected: { organ: '湘潭县花石镇人民政府', published: '2022-01-17', flags: [] },
  },
  {
    name: 'longer in the title',
    before: ['湘潭县花石镇人民政府2021年政府信息公开工作年度报告'],
    after: ['花石镇人民政府', '2022年1月17日'],
    expected: { organ: '湘潭县花石镇人民政府', flags: [] },
  },
  {
    name: 'a short form in the title',
    before: ['临河市发改委2021年政府信息公开工作年度报告'],
    after: ['临河市发展和改革委员会', '2022年1月17日'],
    expected: { organ: '临河市发展和改革委员会', flags: [] },
  },
  {
    name: 'of a county, signed by its office',
    before: ['安平县人民政府2021年政府信息公开工作年度报告'],
    after: ['安平县人民政府办公室', '2022年1月17日'],
    expected: { organ: '安平县人民政府', flags: [] },
  },
  {
    name: 'two organs',
    before: ['安平县教育局2021年政府信息公开工作年度报告'],
    after: ['永安县财政局', '2022年1月17日'],
    expected: { organ: '安平县教育局', flags: ['organ-uncertain'] },
  },
  {
    name: 'signature and date on one line',
    before: ['2021年政府信息公开工作年度报告'],
    after: ['安平县教育局  2022年1月17日'],
    expected: { organ: '安平县教育局', published: '2022-01-17' },
  },
  {
    name: 'signature followed by web furniture',
    before: ['花石镇2021年政府信息公开工作年度报告'],
    after: [
      '花石镇人民政府',
      '2022年1月17日',
      '分享到：',
      '主办单位：湘潭县人民政府办公室',
      '湘潭县财政局',
      '2024年5月1日',
    ],
    expected: { organ: '花石镇人民政府', published: '2022-01-17', flags: [] },
  },
  {
    name: 'from the line of the source, where the report prints none',
    before: ['来源：安平县教育局', '2021年政府信息公开工作年度报告'],
    expected: { organ: '安平县教育局' },
  },
  {
    name: 'from the metadata table',
    before: ['2021年政府信息公开工作年度报告'],
    metadata: { organ: '安平县教育局' },
    expected: { organ: '安平县教育局' },
  },
  {
    name: 'published on a higher organ’s site is no contradiction',
    before: ['中山镇人民政府2021年政府信息公开工作年度报告'],
    metadata: { organ: '江津区人民政府办公室' },
    expected: { organ: '中山镇人民政府', flags: [] },
  },
  {
    name: 'in the prose, behind words that are not its own',
    before: ['政府信息公开工作年度报告'],
    prose: ['根据条例要求，安平县教育局编制本报告。', '2021年，安平县教育局公开信息12条。', '我局加强领导。'],
    expected: { organ: '安平县教育局', year: 2021 },
  },
  {
    name: 'in the prose, not the one on whose site it stands',
    before: ['政府信息公开工作年度报告'],
    prose: [
      '依托桃江县人民政府门户网站公开，依托桃江县人民政府网站公开，通过桃江县人民政府官网公开。',
      '2022年，由松木塘镇人民政府公开12条。我镇认真工作，根据桃江县人民政府关于公开的要求推进。',
    ],
    expected: { organ: '松木塘镇人民政府', year: 2022 },
  },
  {
    name: 'in the contact that the introduction gives',
    before: [
      '五常市背荫河镇2022年政府信息公开工作年度报告',
      '日期:2023-01-11 来源:五常市人民政府 访问量:',
      '如有疑问,请联系五常市背荫河镇政府。',
    ],
    expected: { organ: '五常市背荫河镇政府', published: '2023-01-11', flags: [] },
  },
  {
    name: 'of a city, above all its office',
    before: ['贵阳市2021年政府信息公开工作年度报告', '请与贵阳市人民政府办公厅联系。'],
    expected: { organ: '贵阳市人民政府' },
  },
  {
    name: 'below a page heading that says less than the title',
    before: ['2022年政府信息公开工作年度报告', '桃江县松木塘镇人民政府', '2022年政府信息公开工作年度报告'],
    expected: {
      title: '桃江县松木塘镇人民政府2022年政府信息公开工作年度报告',
      organ: '桃江县松木塘镇人民政府',
      flags: [],
    },
  },
  {
    name: 'a government named only in general is none',
    before: ['政府信息公开工作年度报告'],
    prose: ['2021年，在市政府的领导下，我镇认真工作。', '各级人民政府，区政府，镇政府。'],
    expected: { organ: null },
  },
  {
    name: 'below the title, where nothing is signed',
    before: ['2021年政府信息公开工作年度报告', '安平县教育局', '（2022年1月17日）'],
    expected: { organ: '安平县教育局', published: '2022-01-17' },
  },
  {
    name: 'spaced out and sealed',
    before: ['2021年政府信息公开工作年度报告'],
    after: ['安 平 县 教 育 局（盖章）', '2022年1月17日'],
    expected: { organ: '安平县教育局', published: '2022-01-17' },
  },
  {
    name: 'attachment and note behind the signature',
    before: ['安平县教育局2021年政府信息公开工作年度报告'],
    after: ['附件：1.统计表', '安平县教育局', '2022年1月17日', '（此件公开发布）'],
    expected: { organ: '安平县教育局', published: '2022-01-17', flags: [] },
  },
]

const DATES: readonly Case[] = [
  { name: 'ISO', after: ['2022-01-21'], expected: { published: '2022-01-21' } },
  { name: 'dots', after: ['2022.1.7'], expected: { published: '2022-01-07' } },
  { name: 'Chinese numerals', after: ['二〇二二年一月十七日'], expected: { published: '2022-01-17' } },
  { name: 'Chinese numerals of two tens', after: ['二○二二年十二月三十一日'], expected: { published: '2022-12-31' } },
  { name: 'spaced out', after: ['2022 年 1 月 7 日'], expected: { published: '2022-01-07' } },
  { name: 'without its day', after: ['2022年1月'], expected: { published: null } },
  { name: 'in brackets', after: ['（2022年1月17日）'], expected: { published: '2022-01-17' } },
  {
    name: 'signed eleven months before its year ended',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    after: ['高寨镇人民政府', '2021年1月4日'],
    expected: { published: '2021-01-04', flags: ['date-implausible'] },
  },
  {
    name: 'glued to the last words',
    after: ['无。花石镇人民政府2022年1月17日'],
    expected: { published: '2022-01-17' },
  },
  { name: 'of a period that ends the prose is none', after: ['无。截至2021年12月31日'], expected: { published: null } },
  {
    name: 'before a list of other pages',
    after: ['花石镇人民政府', '2022年1月17日', '湘潭县开展植树活动', '2022-03-12', '湘潭县召开会议', '2022-04-01'],
    expected: { organ: '花石镇人民政府', published: '2022-01-17' },
  },
  {
    name: 'on a day that does not exist',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    after: ['高寨镇人民政府', '2022年2月30日'],
    expected: { published: null, flags: ['date-implausible'] },
  },
  {
    name: 'years later',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    after: ['2024年5月6日'],
    expected: { published: '2024-05-06', flags: [] },
  },
  {
    name: 'a date inside the prose is none',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    prose: ['2021年12月31日，我镇公开信息。'],
    expected: { published: null },
  },
  {
    name: 'from the metadata table',
    before: ['高寨镇2021年政府信息公开工作年度报告'],
    metadata: { published: '2022年01月20日' },
    expected: { published: '2022-01-20' },
  },
]

const YEARS: readonly Case[] = [
  {
    name: 'the period of the numbers, where the title has none',
    before: ['高寨镇政府信息公开工作年度报告', '数据统计期限自2021年1月1日至2021年12月31日止。'],
    prose: ['2022年，我镇将继续努力。2022年要加强。'],
    expected: { year: 2021, flags: [] },
  },
  {
    name: 'against the period',
    before: ['高寨镇2022年政府信息公开工作年度报告', '数据统计期限自2021年1月1日至2021年12月31日止。'],
    expected: { year: 2022, flags: ['year-uncertain'] },
  },
  {
    name: 'against all the prose',
    before: ['高寨镇2022年政府信息公开工作年度报告'],
    prose: ['2021年，我镇公开信息12条。', '2021年，无申请。', '截至2021年12月31日。'],
    expected: { year: 2022, flags: ['year-uncertain'] },
  },
  {
    name: 'papers quoted do not count',
    before: ['高寨镇政府信息公开工作年度报告'],
    prose: ['根据《2019年要点》《2019年规划》和〔2019〕5号文，2021年我镇工作有序。'],
    expected: { year: 2021 },
  },
  { name: 'nowhere', before: ['高寨镇政府信息公开工作年度报告'], expected: { year: null, flags: [] } },
]

describe.each([
  ['titles', TITLES],
  ['organs', ORGANS],
  ['dates', DATES],
  ['years', YEARS],
])('%s', (_, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (__, { expected, ...given }) => {
    expect(factsFor(given)).toMatchObject(expected)
  })
})

describe('evidence', () => {
  it('tells the words that a fact was read from, and where they stand', () => {
    const box = (top: number) => [{ page: 1, box: [100.123456, top, 400, top + 20] as const }]
    const { evidence } = factsFor({
      before: [
        paragraph('土门关乡人民政府2021年度', { boxes: box(80) }),
        paragraph('政府信息公开工作年度报告', { boxes: box(110) }),
      ],
      after: [paragraph('2022年1月17日', { boxes: [{ page: 6, box: [300, 500, 400, 515] }] })],
    })
    expect(evidence.title).toEqual({
      text: '土门关乡人民政府2021年度\n政府信息公开工作年度报告',
      page: 1,
      box: [100.12, 80, 400, 130],
    })
    expect(evidence.published).toEqual({ text: '2022年1月17日', page: 6, box: [300, 500, 400, 515] })
  })
})
