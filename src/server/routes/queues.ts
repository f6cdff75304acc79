import type { App, Context } from '../context.js'

export async function queueRoutes(_app: App, _context: Context): Promise<void> {
  await Promise.resolve()
}
