/**
 * Characters of the blocks Kangxi Radicals and CJK Radicals Supplement look like ordinary ones; some PDF writers (Skia in
 * Chromium, for one) name them in a font's Unicode map instead: ⼈⺠政府 for 人民政府. NFKC folds the first block, but of the
 * second only two characters; the rest, as far as simplified Chinese prints them as characters of their own, stand here
 * (after Unicode's EquivalentUnifiedIdeograph.txt).
 */
const RADICALS =
  '⺁⺒⺓⺝⺟⺠⺩⺫⺬⺶⺷⺼⺽⻁⻄⻅⻆⻇⻉⻊⻋⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳'
const CHARACTERS =
  '厂巳幺月母民王目示羊羊肉臼虎西见角角贝足车金長镸长门阜雨青韦页风飞食食首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟'

const SUPPLEMENT: ReadonlyMap<string, string> = new Map(
  Array.from(RADICALS, (radical, index) => [radical, CHARACTERS.charAt(index)]),
)

/** Text with radicals replaced by the ordinary characters that they look like, one for one. */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/gu, (char) => SUPPLEMENT.get(char) ?? char.normalize('NFKC'))
}
