#!/usr/bin/env node
import { endAhead, startAhead } from '../../workers/start.js'
import { DEFAULT_LIMITS } from '../model/options.js'
import { EXIT } from './exit.js'
import { languageOf } from './say.js'

// A stream that nobody listens to for errors ends the process with a stack trace.
process.stderr.on('error', () => undefined)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return // Nobody reads any more, as with `| head`: no error.
  process.stderr.write(`${error.message}\n`)
  process.exitCode = EXIT.usage
})

const args = process.argv.slice(2)
// The process that reads documents takes as long to load as this one: both do so at the same time.
if ((args[0] === 'extract' || args[0] === 'check') && !args.includes('--help') && !args.includes('-h'))
  startAhead(DEFAULT_LIMITS.memoryMb, args.some((arg) => /\.pdf$/i.test(arg)) ? 'pdf' : 'anything')
const { run } = await import('./program.js')
const status = await run(args, languageOf(args, process.env))
endAhead()
process.exitCode ??= status
