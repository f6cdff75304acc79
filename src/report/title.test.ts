import { paragraph } from '../../test/support/handwritten.js'
import type { Paragraph } from '../model/block.js'
import { describeFacts } from './testing/facts.js'

const large = (text: string): Paragraph => paragraph(text, { size: 22, align: 'center' })
const small = (text: string): Paragraph => paragraph(text, { size: 12 })

describeFacts('which lines are the title', [
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
    expected: { title: null, organ: '永安县水利局', year: 2021, published: '2022-01-10', flags: ['title-missing'] },
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
    name: 'not a notice that is quoted',
    before: ['根据《关于政府信息公开工作年度报告有关事项的通知》要求，编制了本报告。'],
    prose: ['2021年，工作有序。'],
    expected: { title: null, year: 2021 },
  },
])
