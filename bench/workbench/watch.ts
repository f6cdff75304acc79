import type { Page, BrowserContext } from 'playwright-core'
import { median } from '../measure.js'

/** Waiting as a person does: from the key or click until it is drawn. */

/** How long anything may take before a run is given up, in milliseconds. */
const PATIENCE_MS = 60_000

/** Waits until something holds on the page, looked at with every frame; the pages forbid to make scripts of texts on them. */
export const untilDrawn = async (page: Page, holds: string): Promise<void> =>
  page.evaluate<undefined>(`new Promise((done, fail) => {
    const began = performance.now()
    const look = () => {
      if (${holds}) done()
      else if (performance.now() - began > ${PATIENCE_MS}) fail(new Error(${JSON.stringify(holds)}))
      else requestAnimationFrame(look)
    }
    look()
  })`)

/** Milliseconds until something holds on the page. */
export async function waited(page: Page, act: () => Promise<unknown>, holds: string): Promise<number> {
  const began = performance.now()
  await act()
  await untilDrawn(page, holds)
  return performance.now() - began
}

/** Milliseconds until the server has answered. */
export async function asked(context: BrowserContext, url: string): Promise<number> {
  const began = performance.now()
  const answer = await context.request.get(url, { timeout: PATIENCE_MS * 5 })
  if (!answer.ok()) throw new Error(`${url}: ${answer.status()}`)
  await answer.body()
  return performance.now() - began
}

/** Holds where all pictures of a kind are drawn, and there are some. */
export const drawn = (images: string): string =>
  `((all) => all.length > 0 && all.every((each) => each.complete && each.naturalWidth > 0))([...document.querySelectorAll('${images}')])`

/** The figures of a run, printed as they come. */
export class Figures {
  print(what: string, figure: string, goal = ''): void {
    process.stdout.write(`${what.padEnd(40)} ${figure.padEnd(44)} ${goal}\n`)
  }

  /** The middle of several times, and each of them. */
  times(what: string, times: readonly number[], goal = ''): void {
    const all = times.map((ms) => ms.toFixed(0)).join(', ')
    this.print(what, `${median(times).toFixed(0)} ms (${all})`, goal)
  }
}
