import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'

/**
 * For images of a fleet: makes the optional packages (all optional peers but Tesseract's) dependencies, at the versions of the lock
 * file, so that `npm prune --omit=dev` leaves them in place. It changes package.json in the folder where it is run.
 */
const FILE = 'package.json'
const manifest = JSON.parse(readFileSync(FILE, 'utf8'))
for (const name of Object.keys(manifest.peerDependencies)) {
  if (name.includes('tesseract')) continue
  manifest.dependencies[name] = manifest.devDependencies[name]
  delete manifest.devDependencies[name]
}
writeFileSync(FILE, `${JSON.stringify(manifest, null, 2)}\n`)
process.stdout.write(`${FILE}: the packages of the fleet are dependencies\n`)
