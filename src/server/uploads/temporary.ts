import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeOwnFolder } from '../../system.js'

/** Files of this process that are being worked on: all of them go with it, or with the next one after a kill. */
export class Temporary {
  private constructor(readonly folder: string) {}

  /** Makes a folder of its own, and takes away those of processes that are gone. */
  static async open(parent: string): Promise<Temporary> {
    return new Temporary(await makeOwnFolder(parent, 'nianbao-serve-'))
  }

  /** A folder in it, for one request. */
  async within(): Promise<Temporary> {
    const folder = this.place()
    await mkdir(folder, { mode: 0o700 })
    return new Temporary(folder)
  }

  /** A path that nothing stands at. */
  place(): string {
    return join(this.folder, randomUUID())
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}
