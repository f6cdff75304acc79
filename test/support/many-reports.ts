import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Many small reports, each an organ's of its own with numbers of its own, made from two of the golden ones. */

/** The project's own folder, from the sources and from the build. */
const ROOT = [join(import.meta.dirname, '../..'), join(import.meta.dirname, '../../..')].find((folder) =>
  existsSync(join(folder, 'samples')),
)

const SYLLABLES = Array.from('安北昌东丰古广海河湖江金兰龙明南宁平青庆泉山石泰通文西新阳永云中')

/** A town's name for each number up to a million; no two alike. */
export function townName(number: number): string {
  let name = ''
  for (let rest = number, digit = 0; digit < 4; digit += 1, rest = Math.floor(rest / SYLLABLES.length))
    name += SYLLABLES[rest % SYLLABLES.length] ?? ''
  return `${name}镇`
}

export interface Templates {
  readonly text: string
  readonly html: string
}

export async function templates(): Promise<Templates> {
  const gbk = await readFile(join(ROOT ?? '.', 'test/golden/reports/html-2021.html'))
  return {
    text: await readFile(join(ROOT ?? '.', 'samples/text-2021-cells-ended-by-bars.txt'), 'utf8'),
    html: new TextDecoder('gbk').decode(gbk).replace("charset='gbk'", "charset='utf-8'"),
  }
}

/** A report that is `ok`; `number` is the normative documents in force that it tells. */
export const textReport = ({ text }: Templates, number: number): string =>
  text
    .replaceAll('中山镇', townName(number))
    .replace('行政规范性文件 |\n1 |\n0 |\n1 |', `行政规范性文件 |\n${number} |\n0 |\n${number} |`)

export const htmlReport = ({ html }: Templates, number: number): string =>
  html.replaceAll('临江镇', townName(number)).replace('</body>', `<p>编号 ${number}</p></body>`)

/** Writes so many text reports into a folder, a hundred in each of its folders. */
export async function writeTextReports(folder: string, count: number): Promise<void> {
  const made = await templates()
  for (let number = 1; number <= count; number += 1) {
    const below = join(folder, `${Math.floor((number - 1) / 100)}`)
    if (number % 100 === 1) await mkdir(below, { recursive: true })
    await writeFile(join(below, `${townName(number)}.txt`), textReport(made, number))
  }
}
