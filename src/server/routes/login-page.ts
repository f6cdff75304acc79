import type { Language } from '../../model/problem.js'

/** A page without scripts: a form that is sent to where it came from. */
export const LOGIN_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const TEXTS = {
  en: { label: 'Token with the scope write', enter: 'Enter', failed: 'This token does not open the queues.' },
  zh: { label: '具有 write 权限的令牌', enter: '进入', failed: '该令牌无权查看队列。' },
} as const

/** @param action a path of ours: nothing of a request is put into the page */
export function loginPage(action: string, failed: boolean, language: Language): string {
  const { label, enter, failed: wrong } = TEXTS[language]
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>nianbao</title>
<style>body{font:16px sans-serif;max-width:24rem;margin:20vh auto;padding:0 1rem}input{width:100%;margin:.5rem 0 1rem;box-sizing:border-box}</style>
<form method="post" action="${action}">
${failed ? `<p role="alert">${wrong}</p>\n` : ''}<label>${label}<input type="password" name="token" required autofocus autocomplete="current-password"></label>
<button>${enter}</button>
</form>
</html>
`
}
