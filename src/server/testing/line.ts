import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A line to a server on which a test says exactly what it wants. */
export class Line {
  #heard = ''
  #closed = false

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.#heard += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.once('close', () => {
      this.#closed = true
    })
  }

  static async to(port: number): Promise<Line> {
    const socket = connect({ port, host: '127.0.0.1' })
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return new Line(socket)
  }

  get heard(): string {
    return this.#heard
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Status of the first reply that is no “100 Continue”; null until it is there. */
  get status(): number | null {
    const found = /(?:^|\r\n\r\n)HTTP\/1\.1 (?!100)(\d{3})/.exec(this.#heard)?.[1]
    return found === undefined ? null : Number(found)
  }

  /** The code of the error that was answered. */
  get code(): string | null {
    return /"code":"([\w-]+)"/.exec(this.#heard)?.[1] ?? null
  }

  say(text: string | Uint8Array): void {
    if (!this.socket.destroyed) this.socket.write(text)
  }

  /** Says it and waits until it was taken; false once the line is dead. */
  async sayAll(bytes: Uint8Array): Promise<boolean> {
    if (this.socket.destroyed) return false
    if (this.socket.write(bytes)) return true
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done).off('close', done)
        resolve()
      }
      this.socket.once('drain', done).once('close', done)
    })
    return !this.socket.destroyed
  }

  /** Waits until something holds; the line's end ends the waiting, too. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.#closed) await wait(10)
  }

  /** Takes nothing more of what is sent. */
  deafen(): void {
    this.socket.pause()
  }

  cut(): void {
    this.socket.destroy()
  }
}

/** The head of a request with a body. */
export const head = (token: string, more: readonly string[], path = '/v1/documents'): string =>
  [`POST ${path} HTTP/1.1`, 'Host: localhost', `Authorization: Bearer ${token}`, ...more, '', ''].join('\r\n')

export const MULTIPART = 'Content-Type: multipart/form-data; boundary=XX'

/** The head of a part that holds a file. */
export const part = (name: string): string =>
  `--XX\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`

/** A chunk of a body without a length. */
export const chunk = (content: string | Uint8Array): Uint8Array => {
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}
