import type { CommandKit } from '../kit.js'
import { registerConfirm } from './confirm.js'
import { registerCorrect } from './correct.js'
import { registerDiff } from './diff.js'
import { registerDoctor } from './doctor.js'
import { registerList } from './list.js'
import { registerReprocess } from './reprocess.js'
import { registerShow } from './show.js'
import { registerStatus } from './status.js'

/** The commands around the store, in the order in which a person needs them. */
export function registerStoreCommands(kit: CommandKit): void {
  registerStatus(kit)
  registerList(kit)
  registerShow(kit)
  registerCorrect(kit)
  registerConfirm(kit)
  registerReprocess(kit)
  registerDiff(kit)
  registerDoctor(kit)
}
