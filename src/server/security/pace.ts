import type { IncomingMessage, ServerResponse } from 'node:http'

/** The least that a line must carry. */
export interface Pace {
  readonly bytes: number
  readonly windowMs: number
}

/**
 * Watches that a request's body keeps coming in. Counted at the socket: what the server itself is slow to take is not held
 * against who sends, since the kernel's buffers then stay full and the server knows that it paused.
 * @param tooSlow called once, in the first window in which less came in than must
 */
export function watchIncoming(request: IncomingMessage, { bytes, windowMs }: Pace, tooSlow: () => void): void {
  const { socket } = request
  let before = socket.bytesRead
  const timer = setInterval(() => {
    const now = socket.bytesRead
    const waitsForUs = request.isPaused() || request.readableLength > 0
    if (request.complete || request.destroyed) clearInterval(timer)
    else if (now - before < bytes && !waitsForUs) {
      clearInterval(timer)
      tooSlow()
    }
    before = now
  }, windowMs)
  timer.unref()
  request.once('close', () => {
    clearInterval(timer)
  })
}

/** Ends the connection of who does not take what is sent; a reply that has nothing to send yet may take its time. */
export function watchOutgoing(response: ServerResponse, { bytes, windowMs }: Pace): void {
  const { socket } = response
  if (!socket) return
  let before = socket.bytesWritten - socket.writableLength
  const timer = setInterval(() => {
    const now = socket.bytesWritten - socket.writableLength
    if (socket.writableLength > 0 && now - before < bytes) socket.destroy()
    before = now
  }, windowMs)
  timer.unref()
  response.once('close', () => {
    clearInterval(timer)
  })
}
