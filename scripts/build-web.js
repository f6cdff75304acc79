import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath, URL } from 'node:url'
import openapi, { astToString } from 'openapi-typescript'
import { build } from 'vite'
import { describedApi } from '../dist/src/server/described.js'

// The pages of the workbench know the API only by types that are made of its own description: a change of the API breaks their
// type check, and nobody's page.

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

const description = await describedApi()
await mkdir(at('dist/api'), { recursive: true })
await writeFile(at('dist/api/openapi.json'), JSON.stringify(description, null, 2))
await writeFile(at('dist/api/schema.d.ts'), astToString(await openapi(description, { immutable: true })))
await build({ configFile: at('src/web/vite.config.js') })
