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

/**
 * Traditional forms of the characters that the statutory forms, their headings and titles use. Pages that were converted
 * print these; labels are compared in simplified characters, and what is printed is kept.
 */
const PAIRS = `
  萬万 與与 舉举 於于 業业 為为 會会 體体 單单 書书 關关 務务 動动 區区 處处 複复 復复 險险 執执 報报 護护 據据 數数 無无 條条 構构 權权
  機机 沒没 現现 産产 產产 畫画 審审 對对 屬属 廢废 開开 強强 當当 總总 學学 實实 應应 國国 圍围 內内 減减 況况 決决 別别 製制 辦办 員员
  類类 繫系 係系 糾纠 納纳 組组 織织 結结 經经 繼继 續续 維维 繳缴 罰罚 範范 獲获 補补 規规 計计 認认 議议 許许 訟讼 訪访 訴诉 詢询 請请
  購购 費费 轉转 過过 這这 進进 採采 釋释 錢钱 問问 間间 項项 題题 額额 須须 質质 資资 貿贸 負负 責责 財财 貢贡 贊赞 鄉乡 鎮镇 縣县 廳厅
  辭辞 變变 讓让 術术 衛卫 聞闻 聯联 職职 環环 監监 穩稳 種种 稱称 積积 稅税 級级 紀纪 約约 紅红 給给 統统 綜综 編编 緒绪 線线 練练 縱纵
  東东 來来 個个 們们 倉仓 備备 傳传 價价 億亿 優优 兩两 凍冻 創创 劃划 劇剧 劑剂 勞劳 勢势 協协 參参 雙双 發发 髮发 號号 啟启 啓启 喪丧
  嚴严 團团 場场 壓压 夠够 婦妇 寫写 寬宽 層层 島岛 嶺岭 帶带 幹干 幾几 庫库 廣广 廠厂 彈弹 後后 徵征 從从 態态 慮虑 憲宪 懷怀 戰战 戲戏
  戶户 掃扫 換换 損损 擇择 擔担 擴扩 攝摄 敗败 敵敌 斷断 時时 暫暂 棄弃 標标 樣样 樓楼 樹树 橋桥 檔档 檢检 歡欢 歲岁 歷历 歸归 殘残 氣气
  測测 準准 溝沟 滅灭 滿满 漁渔 漢汉 濟济 灣湾 災灾 點点 營营 爭争 狀状 獨独 獻献 玆兹 瑪玛 異异 療疗 盡尽 盤盘 礎础 礦矿 禮礼 離离 難难
  電电 靈灵 靜静 響响 頁页 順顺 預预 領领 頭头 顯显 風风 館馆 驗验 齊齐 齡龄 龍龙
`

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split(/\s+/u)
    .flatMap((pair) => {
      const [traditional, simplified] = Array.from(pair)
      return traditional === undefined || simplified === undefined ? [] : [[traditional, simplified] as const]
    }),
)
const ANY = new RegExp(`[${[...SIMPLIFIED.keys()].join('')}]`, 'gu')

/** A text with the simplified forms of these characters; others stay. */
export const simplified = (text: string): string => text.replace(ANY, (char) => SIMPLIFIED.get(char) ?? char)
