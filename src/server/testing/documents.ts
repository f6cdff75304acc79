import { fingerprint, sampleAttempt, sampleRecord } from '../../store/testing/samples.js'
import { upload } from './ask.js'
import type { TestServer } from './server.js'

export const text = (town: string): string => `${town}2023年政府信息公开工作年度报告\n一、总体情况\n`

/** Uploads a text and stores a reading that an extraction of it might give; its id. */
export async function extracted(
  server: TestServer,
  content: string,
  name: string,
  more: Parameters<typeof sampleRecord>[1] = {},
): Promise<string> {
  const id = (await upload(server, { [name]: content })).documents[0]?.id ?? ''
  await server.backend.store.saveAttempt(sampleAttempt(sampleRecord(content, { path: `upload:/${name}`, ...more })))
  return id
}

export const UNKNOWN = fingerprint('never seen')
export const CODE = 'p_rules_issued'
