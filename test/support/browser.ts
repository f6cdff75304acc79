import axe from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { z } from 'zod'

/** Debian's Chromium, driven as a person would. */

const CHROMIUM = '/usr/bin/chromium'

/** As root it runs in no sandbox of its own. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] })

/** A page with all that went wrong on it. */
export interface Watched {
  readonly page: Page
  /** Errors of scripts and of the console, among them what the Content-Security-Policy forbade. */
  readonly errors: string[]
}

export async function newPage(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => {
    errors.push(error.message)
  })
  return { page, errors }
}

const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
})

/** Gives the rules of WCAG 2.2 AA that a page violates, or a part of it, with the first place of each. */
export async function violations(page: Page, within = 'body'): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const result: unknown = await page.evaluate(`axe.run('${within}', { runOnly: ${JSON.stringify(rules)} })`)
  return found.parse(result).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
}
