import type { Generated } from 'kysely'

/** Tables of the embedded queue, as kysely knows them; they are made by the migrations of the store whose file they share. */
export interface QueueTables {
  readonly jobs: JobTable
  readonly settings: SettingTable
}

export const JOB_STATES = ['waiting', 'delayed', 'active', 'done', 'failed'] as const
type JobState = (typeof JOB_STATES)[number]

/** Times are milliseconds since 1970. */
interface JobTable {
  id: Generated<number>
  sha256: string
  version: string
  options: string
  generation: number
  /** Lower is earlier; see PRIORITIES. */
  priority: number
  batch_id: number | null
  /** JSON: JobSource. */
  source: string
  state: JobState
  /** Runs in this generation. */
  attempt: number
  stalls: number
  enqueued_at: number
  /** When a delayed job may be claimed again. */
  retry_at: number | null
  /** The queue object that gave it out. */
  worker: string | null
  failure_code: string | null
  failure_class: string | null
  failure_message: string | null
}

interface SettingTable {
  key: string
  value: string
}
