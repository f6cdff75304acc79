import { describeFacts } from './testing/facts.js'

describeFacts('the wording of titles', [
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
    name: 'quoted in 《》',
    before: ['《永安县水利局2021年政府信息公开工作年度报告》'],
    expected: { title: '永安县水利局2021年政府信息公开工作年度报告' },
  },
])
