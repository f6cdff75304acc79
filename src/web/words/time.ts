import type { Language } from '../api/client.js'

/** A time of the API as people of a language write it, in the zone of the browser. */
export const timeIn = (language: Language, time: string): string =>
  new Date(time).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' })
