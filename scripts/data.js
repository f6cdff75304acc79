import { copyFileSync } from 'node:fs'
import { URL } from 'node:url'

// The compiler copies JSON that is imported, but not the packed registry of divisions, which is read when it is needed.
const file = 'src/panel/divisions.json.gz'
copyFileSync(new URL(`../${file}`, import.meta.url), new URL(`../dist/${file}`, import.meta.url))
