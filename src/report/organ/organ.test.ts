import { describeFacts } from '../testing/facts.js'

describeFacts('organs', [
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
])
