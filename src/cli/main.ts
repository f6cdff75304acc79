#!/usr/bin/env node
import { languageOf } from './language.js'
import { run } from './program.js'

process.exitCode = await run(process.argv.slice(2), languageOf(process.argv.slice(2), process.env))
