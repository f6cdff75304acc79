#!/usr/bin/env node
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { run } from './program.js'

// A stream that nobody listens to for errors ends the process with a stack trace.
process.stderr.on('error', () => undefined)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return // Nobody reads any more, as with `| head`: no error.
  process.stderr.write(`${error.message}\n`)
  process.exitCode = EXIT.usage
})

const status = await run(process.argv.slice(2), languageOf(process.argv.slice(2), process.env))
process.exitCode ??= status
