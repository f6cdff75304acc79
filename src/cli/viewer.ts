import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A program with its arguments. */
export interface Call {
  readonly program: string
  readonly args: readonly string[]
}

/** Whatever shows PDF in a browser knows the page by the address. */
const BROWSERS =
  /^(?:firefox|chromium|chromium-browser|google-chrome|chrome|msedge|microsoft-edge|brave|brave-browser)$/u

/** The arguments by which viewers open a page. */
const PAGES: Readonly<Record<string, (page: number) => readonly string[]>> = {
  evince: (page) => ['-i', String(page)],
  okular: (page) => ['-p', String(page)],
  zathura: (page) => ['-P', String(page)],
  xpdf: (page) => [`:${page}`],
  mupdf: (page) => [String(page)],
  sumatrapdf: (page) => ['-page', String(page)],
}
/** Viewers that take the page after the file. */
const BEHIND: ReadonlySet<string> = new Set(['xpdf', 'mupdf'])

/**
 * The call that opens a file at a page.
 * @param named by `--with`; null: what the system opens such files with, which is not told the page
 */
export function callFor(file: string, page: number | null, named: string | null, platform: NodeJS.Platform): Call {
  if (named !== null) return { program: named, args: argumentsFor(named, file, page) }
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: [file] }
    case 'win32':
      return { program: 'explorer.exe', args: [file] }
    default:
      return { program: 'xdg-open', args: [file] }
  }
}

function argumentsFor(program: string, file: string, page: number | null): readonly string[] {
  const name = basename(program)
    .toLowerCase()
    .replace(/\.exe$/u, '')
  if (page === null) return [file]
  if (BROWSERS.test(name)) return [`${pathToFileURL(file).href}#page=${page}`]
  const told = PAGES[name]?.(page) ?? []
  return BEHIND.has(name) ? [file, ...told] : [...told, file]
}

/** Starts a program that goes on by itself; false where there is none of this name. */
export const start = async ({ program, args }: Call): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', () => {
      resolve(false)
    })
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
