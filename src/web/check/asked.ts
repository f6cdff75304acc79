import { refusalIn, ApiError, type Checked } from '../api/client.js'

/** Drafts in the browser: they are held by the page alone, and sent again for a download. */
export interface Drafts {
  readonly report: File
  readonly lastYear: File | null
}

/** A file as a form sends it: its name without folders. */
function formOf({ report, lastYear }: Drafts): FormData {
  const form = new FormData()
  form.append('file', report, report.name)
  if (lastYear) form.append('lastYear', lastYear, lastYear.name)
  return form
}

async function sent(path: string, drafts: Drafts, language: string): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    body: formOf(drafts),
    headers: { 'accept-language': language },
    cache: 'no-store',
  }).catch((error: unknown) => {
    throw new ApiError(0, 'unreachable', String(error), '')
  })
  if (response.ok) return response
  throw refusalIn(await response.json().catch(() => null), response.status)
}

/** @throws ApiError */
export const checkDrafts = async (drafts: Drafts, language: string): Promise<Checked> =>
  (await sent('/v1/check', drafts, language)).json() as Promise<Checked>

/** Saves the list of problems as a file of the browser. @param title of its name @throws ApiError */
export async function saveList(drafts: Drafts, format: string, language: string, title: string): Promise<void> {
  const blob = await (await sent(`/v1/check/list?format=${format}`, drafts, language)).blob()
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  const name = drafts.report.name.replace(/\.[^.]{1,5}$/u, '')
  Object.assign(link, {
    href: url,
    download: `${name}-${title}.${format}`,
  })
  link.click()
  URL.revokeObjectURL(url)
}
