import { LANGUAGES } from '../../model/sentences.js'
import { StoreError } from '../errors.js'

/** The store's error that a promise is rejected with, once it is sure that its sentences are whole in both languages. */
export async function storeErrorOf(promise: Promise<unknown>): Promise<StoreError> {
  const error: unknown = await promise.then(
    () => new Error('an error was expected'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof StoreError)) throw error
  for (const language of LANGUAGES) {
    const { message, remedy } = error.told(language)
    if (/[{}]|undefined/.test(message + remedy)) throw new Error(`An unfilled sentence: ${message} ${remedy}`)
  }
  return error
}
