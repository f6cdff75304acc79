/** What is compared for each PDF: each engine by itself, and the whole extraction with it. */
export const KINDS = ['pdfiumAlone', 'pdfium', 'pdfjsAlone', 'pdfjs'] as const
export type Kind = (typeof KINDS)[number]
