import type { Page, PageInfo } from '../../model/page.js'

/** What a record tells of a page. */
export const pageInfo = ({ number, width, height, rotation, dpi, read }: Page): PageInfo => ({
  number,
  width,
  height,
  rotation,
  dpi,
  read,
})
