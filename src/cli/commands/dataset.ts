import type { CommandKit } from '../kit.js'
import { registerExport } from './export.js'

/** The commands that hand data over. */
export function registerDatasetCommands(kit: CommandKit): void {
  registerExport(kit)
}
