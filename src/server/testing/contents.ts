/** A report as plain text: its title alone, which is enough to be known for one. */
export const text = (town: string): string => `${town}2023年政府信息公开工作年度报告\n`

/** Content that its first bytes tell to be a PDF. */
export const pdf = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`%PDF-1.4\n${content}`)
