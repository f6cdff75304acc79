import { Link } from 'wouter-preact'
import type { FoundIn } from '../api/client.js'
import { useWords } from '../words/language.js'

const cellOf = (id: string, code: string | null): string =>
  `/documents/${id}${code === null ? '' : `?code=${encodeURIComponent(code)}`}`

/** Ways to the cells of both reports. */
export function FindingLinks({ found }: { readonly found: FoundIn }) {
  const { say } = useWords()
  const { document, lastYear, finding } = found
  const codeIn = (which: 'this' | 'last'): string | null =>
    finding.places.find((place) => place.document === which && place.code !== null)?.code ?? null
  const [own, old] = [codeIn('this'), codeIn('last')]
  return (
    <p class="links">
      {own !== null && <Link href={cellOf(document.id, own)}>{say('toValue')}</Link>}
      {lastYear && old !== null && <Link href={cellOf(lastYear.id, old)}>{say('toLastValue')}</Link>}
      {lastYear && old === null && <Link href={cellOf(lastYear.id, null)}>{say('lastYearReport')}</Link>}
    </p>
  )
}
