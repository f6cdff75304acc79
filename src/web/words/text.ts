/** One sentence in both languages. */
export const text = (en: string, zh: string) => ({ en, zh })
