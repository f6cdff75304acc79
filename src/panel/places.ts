import type { Division, Divisions } from './divisions.js'

/** A name of a division in a text, with all the divisions that it may mean there. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly divisions: readonly Division[]
  /** 湖南 for 湖南省: short forms alone settle nothing. */
  readonly short: boolean
  /** The place before it without a gap is one that it lies in: 重庆市江津区. */
  readonly chained: boolean
}

const SHORT = /^(.{2,})(?:省|(?:维吾尔|壮族|回族)?自治区|特别行政区|市)$/u
/** These are words of their own: they name a place behind the one that it lies in, or where a name begins with them. */
const COMMON = /^(?:城区|郊区|矿区|新区|开发区|市辖区)$/u
const FIRST = 2

interface Word {
  readonly text: string
  readonly divisions: readonly Division[]
  readonly short: boolean
}

const OPENS = /(?:[《“（(]|在|按照|根据|通过|贯彻|落实|执行|依据|经)$/u
const GOES_ON = /^..(?:人民政府|政府|委[、和办])/u
const LEAD = 4

/**
 * Is a name of two characters one that stands by itself: 在寿县委、寿县政府? In 《…》和县委 and 建成县政府 its first
 * character belongs to the word before.
 */
const isBounded = (text: string, at: number): boolean =>
  OPENS.test(text.slice(Math.max(0, at - LEAD), at)) && GOES_ON.test(text.slice(at, at + 2 * LEAD))

interface How {
  /** The text is the name of an organ. */
  readonly isName: boolean
  readonly withTownships: boolean
}

/** Finds names of provinces, cities and counties in texts; of townships only where they are asked for. */
export class PlaceFinder {
  readonly #words = new Map<string, Word[]>()
  readonly #townships = new Map<string, Word[]>()

  constructor(private readonly divisions: Divisions) {
    for (const [name, all] of divisions.names) {
      const above = all.filter(({ level }) => level !== 'township')
      const townships = all.filter(({ level }) => level === 'township')
      if (above.length > 0) this.#add(this.#words, { text: name, divisions: above, short: false })
      if (townships.length > 0) this.#add(this.#townships, { text: name, divisions: townships, short: false })
      const [, short] = SHORT.exec(name) ?? []
      const wide = above.filter(({ level }) => level === 'province' || level === 'city')
      if (short !== undefined && wide.length > 0) this.#add(this.#words, { text: short, divisions: wide, short: true })
    }
    for (const list of [...this.#words.values(), ...this.#townships.values()])
      list.sort((a, b) => b.text.length - a.text.length || Number(a.short) - Number(b.short))
  }

  #add(map: Map<string, Word[]>, word: Word): void {
    const key = word.text.slice(0, FIRST)
    const known = map.get(key)
    if (known) known.push(word)
    else map.set(key, [word])
  }

  /** Reads all places of a running text from the left, the longest name first; no townships. */
  in(text: string): readonly Place[] {
    return this.#read(text, { isName: false, withTownships: false })
  }

  /** Reads the places of an organ's name. */
  inName(name: string, withTownships: boolean): readonly Place[] {
    return this.#read(name, { isName: true, withTownships })
  }

  #read(text: string, how: How): readonly Place[] {
    const found: Place[] = []
    for (let at = 0; at < text.length - 1;) {
      const place = this.#at(text, at, found.at(-1) ?? null, how)
      if (place) found.push(place)
      at = place ? place.end : at + 1
    }
    return found
  }

  /** The place that a text begins with at a position, seen after the one before it. */
  #at(text: string, at: number, before: Place | null, { isName, withTownships }: How): Place | null {
    const key = text.slice(at, at + FIRST)
    const words = [...(this.#words.get(key) ?? []), ...(withTownships ? (this.#townships.get(key) ?? []) : [])]
    const adjoining = before?.end === at ? before : null
    const within = (word: Word): readonly Division[] =>
      adjoining
        ? word.divisions.filter((each) => adjoining.divisions.some((up) => this.divisions.above(each).has(up)))
        : []
    const isPlace = (word: Word): boolean => !COMMON.test(word.text) || (isName && at === 0) || within(word).length > 0
    const fitting = words.filter((word) => text.startsWith(word.text, at) && isPlace(word))
    const [word] = fitting.toSorted((a, b) => b.text.length - a.text.length || within(b).length - within(a).length)
    if (!word) return null
    const inside = within(word)
    const isTwo = word.text.length === FIRST && !word.short
    if (isTwo && inside.length === 0 && at > 0 && !isBounded(text, at)) return null
    return {
      ...{ start: at, end: at + word.text.length, text: word.text, short: word.short },
      divisions: inside.length > 0 ? inside : word.divisions,
      chained: inside.length > 0,
    }
  }

  /** Does the name of a township go on behind a place that it lies in: 湘潭县|花石镇|财政所? */
  townshipAt(text: string, { end, divisions }: Place): boolean {
    const words = this.#townships.get(text.slice(end, end + FIRST)) ?? []
    return words.some(
      (word) =>
        text.startsWith(word.text, end) &&
        word.divisions.some((each) => divisions.some((up) => this.divisions.above(each).has(up))),
    )
  }

  /** Whether a place names the division or one above it. */
  covers({ divisions }: Pick<Place, 'divisions'>, division: Division): boolean {
    const above = this.divisions.above(division)
    return divisions.some((each) => each === division || above.has(each))
  }
}
