import { ASTRAY, anyCity, anyCounty, sharedTown, SUPERIORS, type Trap } from './trap.js'

/** Traps whose truth is a bureau, an office, or no organ that the registry holds. */

/** Names as printed, long and short, with the one under which they are one organ. */
const BUREAUS = [
  ['住建局', '住房和城乡建设局', '住房城乡建设局'],
  ['卫健局', '卫生健康局', '卫生健康局'],
  ['发改局', '发展和改革局', '发展改革局'],
  ['人社局', '人力资源和社会保障局', '人力资源社会保障局'],
  ['市监局', '市场监督管理局', '市场监督管理局'],
  ['文旅局', '文化和旅游局', '文化旅游局'],
  ['教育局', '教育局', '教育局'],
] as const

const nobody = (print: ReturnType<Trap['make']>['print']): ReturnType<Trap['make']> => ({ organId: null, print })

export const bureauTraps: readonly Trap[] = [
  {
    way: 'a bureau, in title and signature by different names',
    make: (places) => {
      const county = anyCounty(places)
      const [short, full, own] = places.pick(BUREAUS)
      const city = places.above(county, null, 'city', 'province')
      return {
        organId: `${county.id}:${own}`,
        print: () => ({
          name: `${places.name(county)}${places.pick([short, full])}`,
          signature: `${places.chance(0.5) && city ? places.name(city) : ''}${places.name(county)}${full}`,
        }),
      }
    },
  },
  {
    way: 'a bureau without its place',
    make: (places) => {
      const county = anyCounty(places)
      return {
        organId: `${county.id}:教育局`,
        print: () => ({
          name: places.pick(['区教育局', '县教育局', '教育局', '市教育局']),
          prose: [
            places.pick(SUPERIORS)(places.name(county)),
            ...(places.chance(0.5) ? [places.pick(ASTRAY)(places.name(anyCounty(places)))] : []),
          ],
        }),
      }
    },
  },
  {
    way: 'the office of a government',
    make: (places) => {
      const county = anyCounty(places)
      return {
        organId: `${county.id}:人民政府办公室`,
        print: () => ({
          name: `${places.name(county)}${places.pick(['政府办', '人民政府办公室', '政府办公室', '人民政府办'])}`,
        }),
      }
    },
  },
  {
    way: 'an office without its place',
    make: (places) => {
      const city = anyCity(places)
      return {
        organId: `${city.id}:人民政府办公室`,
        print: () => ({
          name: places.pick(['市政府办', '市政府办公室', '市人民政府办公室']),
          prose: [places.pick(SUPERIORS)(places.name(city))],
        }),
      }
    },
  },
  {
    way: 'a zone that no list holds',
    make: (places) => {
      const city = places.name(anyCity(places))
      const county = places.name(anyCounty(places))
      const zone = `${city.slice(0, -1)}经济技术开发区`
      return nobody(() => ({
        name: places.pick([
          // Some zones have codes of their own.
          ...(places.divisions.named(zone).length === 0 ? [`${zone}管委会`] : []),
          `${city}高新技术产业开发区管理委员会`,
          `${county}高新区管委会`,
          `${city}东新区管理委员会`,
          `${city}高新区教育局`,
          `${city}经开区财政局`,
          '高新区管委会',
          '开发区管理委员会',
        ]),
        folder: city,
      }))
    },
  },
  {
    way: 'the corps of Xinjiang',
    make: (places) =>
      nobody(() => ({
        name: places.pick([
          '新疆生产建设兵团第八师',
          '第一师阿拉尔市',
          '第六师五家渠市',
          '第十三师新星市教育局',
          '新疆生产建设兵团第七师一二三团',
          '兵团第十二师五一农场',
        ]),
      })),
  },
  {
    way: 'an institution of a town',
    make: (places) => {
      const town = sharedTown(places)
      const [name, county] = [places.name(town), places.county(town, null)]
      return nobody(() => ({
        name: `${places.chance(0.5) ? county : ''}${name}${places.pick(['党政办公室', '财政所', '中心学校', '卫生院', '综合执法队'])}`,
        prose: [places.pick(SUPERIORS)(county)],
      }))
    },
  },
  {
    way: 'the short name of a city',
    make: (places) => {
      const city = anyCity(places)
      return {
        organId: `${city.id}:教育局`,
        print: () => ({ name: `${places.name(city).slice(0, -1)}教育局` }),
      }
    },
  },
  {
    way: 'a bureau of a district behind its city',
    make: (places) => {
      const county = anyCounty(places, /^..+区$/u)
      const city = places.above(county, null, 'city', 'province')
      const above = city ? places.name(city) : ''
      return {
        organId: `${county.id}:教育局`,
        print: () => ({ name: `${places.pick([above, above.slice(0, -1)])}${places.name(county)}教育局` }),
      }
    },
  },
  {
    way: 'a branch of the city’s bureau in a district',
    make: (places) => {
      const county = anyCounty(places, /^..+区$/u)
      const city = places.above(county, null, 'city', 'province')
      const branch = `公安局${places.name(county).slice(0, -1)}分局`
      return {
        organId: city && `${city.id}:${branch}`,
        print: () => ({ name: `${city ? places.name(city) : ''}${branch}` }),
      }
    },
  },
  {
    way: 'two organs in one report',
    make: (places) => {
      const county = places.name(anyCounty(places))
      return nobody(() => ({
        name: places.pick([`${county}教育局、${county}体育局`, `${county}财政局和${county}审计局`]),
        signature: `${county}教育局`,
      }))
    },
  },
  {
    way: 'a place that no list holds',
    make: (places) => {
      const county = places.name(anyCounty(places))
      return nobody(() => ({
        name: places.pick([
          `${county}虚构镇人民政府`,
          `${county}虚构街道办事处`,
          `${places.name(anyCity(places))}虚构区教育局`,
          `${county}虚构镇财政所`,
          '虚构县人民政府',
          '虚构县教育局',
        ]),
        prose: [places.pick(SUPERIORS)(county)],
      }))
    },
  },
]
