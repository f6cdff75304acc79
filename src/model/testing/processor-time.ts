/** Processor time that a piece of work takes, in milliseconds: unlike the clock, other work on the machine does not add to it. */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
