import { z } from 'zod'
import { command, option } from '../command.js'
import { EXIT, interruptible } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { DIVISIONS_OPTION, registryOf } from '../panel.js'
import { PLACE_OPTIONS, withStore } from '../place.js'
import { note } from '../render/output.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'

/** `nianbao overview`: a page to look at. */
export const overview = command({
  options: {
    out: option(z.string(), { flags: '--out <FILE>', text: text('file to make, .html', '要生成的 .html 文件') }),
    ...DIVISIONS_OPTION,
    ...FILTER_OPTIONS,
    ...PLACE_OPTIONS,
  },
  notes: {
    en: 'The page stands alone: nothing is fetched when it is opened, and it can be sent to others or printed.',
    zh: '网页自成一体：打开时不联网，可直接发送给他人或打印。',
  },
  examples: {
    en: `nianbao overview --out overview.html
nianbao overview --out 2022.html --year 2022 --lang zh`,
    zh: `nianbao overview --out 概览.html
nianbao overview --out 2022.html --year 2022 --lang en`,
  },
  run: (kit, { out, divisions: file, ...options }) =>
    withStore(options, kit, async ({ store, say, language, fail }) => {
      const { makeOverview } = await import('../../overview/index.js')
      const divisions = await registryOf(file)
      return interruptible(
        async (signal) => {
          const documents = await makeOverview(store, { out, filter: filterOf(options), language, divisions, signal })
          note(say(DONE, { documents, file: out }))
          return EXIT.fine
        },
        (reason) => fail(SENTENCES.cannotWrite, { file: out, reason }),
      )
    }),
})

const DONE = text(
  'Overview of {documents} {documents:document|documents} in {file}.',
  '已将 {documents} 份文档的概览写入 {file}。',
)
