import type { CommandKit } from '../kit.js'
import { registerExport } from './export.js'
import { registerOverview } from './overview.js'
import { registerSample } from './sample.js'

/** The commands that hand data over. */
export function registerDatasetCommands(kit: CommandKit): void {
  registerExport(kit)
  registerSample(kit)
  registerOverview(kit)
}
