/** Marks of notes whose text the package does not have: mammoth gives up on the whole document for one. */
const REFERENCE = /<w:(footnote|endnote)Reference\b[^>]*?\bw:id="([^"]*)"[^>]*?(?:\/>|>\s*<\/w:\1Reference>)/g

/** The XML of a body without the marks of lost notes. @param notes XML of the package's notes, by kind */
export function withoutLostNotes(body: string, notes: Readonly<Record<'footnote' | 'endnote', string>>): string {
  const idsOf = (kind: 'footnote' | 'endnote'): ReadonlySet<string> =>
    new Set([...notes[kind].matchAll(/<w:(?:foot|end)note\b[^>]*?\bw:id="([^"]*)"/g)].map(([, id]) => id ?? ''))
  const known = { footnote: idsOf('footnote'), endnote: idsOf('endnote') }
  return body.replace(REFERENCE, (whole, kind: 'footnote' | 'endnote', id: string) =>
    known[kind].has(id) ? whole : '',
  )
}
