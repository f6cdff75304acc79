/** The types of css-tree know its main entry only; the parser by itself loads in a third of the time. */
declare module 'css-tree/parser' {
  import type { parse } from 'css-tree'
  const parser: typeof parse
  export default parser
}
