import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath, URL } from 'node:url'
import openapi, { astToString, NUMBER } from 'openapi-typescript'
import ts from 'typescript'
import { build } from 'vite'
import { describedApi } from '../dist/src/server/described.js'

// The pages of the workbench know the API only by types that are made of its own description: a change of the API breaks their
// type check, and nobody's page.

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

const description = await describedApi()
await mkdir(at('dist/api'), { recursive: true })
await writeFile(at('dist/api/openapi.json'), JSON.stringify(description, null, 2))
// openapi-fetch knows no tuples: a box is a list of numbers.
const transform = (schema) => ('prefixItems' in schema ? ts.factory.createArrayTypeNode(NUMBER) : undefined)
await writeFile(at('dist/api/schema.d.ts'), astToString(await openapi(description, { transform })))
await build({ configFile: at('src/web/vite.config.js') })
