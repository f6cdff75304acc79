/** Folders that bear the number of the process that made them: whether it is still there tells whether they are left behind. */

/** Whether a process is there, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The number of the process that a name bears, behind this prefix and ahead of a hyphen; null where it bears none. */
export function ownerOf(name: string, prefix: string): number | null {
  const digits = name.startsWith(prefix) ? /^(\d+)-/u.exec(name.slice(prefix.length))?.[1] : undefined
  return digits === undefined ? null : Number(digits)
}
