import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import { familyOf, listProcesses, residentMb } from '../../../workers/process-table.js'

const BYTES_PER_MB = 1_048_576

/** Registers the usual metrics of a process, and the memory of the processes that it started. */
export function processMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'nianbao_worker_memory_bytes',
    help: 'Resident memory: of this process (self), and of all that read documents for it (readers)',
    labelNames: ['of'],
    registers: [registry],
    async collect() {
      this.set({ of: 'self' }, process.memoryUsage.rss())
      const family = familyOf(process.pid, await listProcesses())
      const sizes = await Promise.all(family.filter((pid) => pid !== process.pid).map(residentMb))
      this.set({ of: 'readers' }, sizes.reduce<number>((total, size) => total + (size ?? 0), 0) * BYTES_PER_MB)
    },
  })
}
