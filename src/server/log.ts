import { pino, type DestinationStream, type Logger } from 'pino'

/** Tokens, wherever somebody put them: into an address, a name, a header. */
const TOKEN = /nianbao_[\w-]{20,}/g

/** Structured logs, one JSON object a line, to standard output if no stream is given. Neither headers nor tokens are in them. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    redact: ['req.headers', 'headers.authorization', 'headers.cookie'],
    hooks: { streamWrite: (line: string) => line.replace(TOKEN, 'nianbao_…') },
  }
  return stream ? pino(options, stream) : pino(options)
}
