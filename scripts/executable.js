import { chmodSync } from 'node:fs'
import { URL } from 'node:url'

// The compiler makes no file executable, and npm does so only when it links the command: without this a build into an empty
// folder leaves an `npx nianbao` that is denied.
chmodSync(new URL('../dist/src/cli/main.js', import.meta.url), 0o755)
