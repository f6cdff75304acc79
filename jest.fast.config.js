import whole from './jest.config.js'

/** Suites that need a server, LibreOffice, the recogniser or child processes: `npm test` runs them, `npm run test:fast` does not. */
const SLOW = [
  'bench/fleet/',
  'src/blobs/s3/',
  'src/cli/doctor/fleet',
  'src/cli/fleet/',
  'src/export/memory',
  'src/fleet/',
  'src/forms/(damage|misread-labels|recognised/simulated)',
  'src/queue/bullmq/',
  'src/readers/(office|image)/',
  'src/scan/(page|orient|rectify|recogniser/)',
  'src/server/',
  'src/store/',
  'test/(?!architecture|contract|edited|golden-records|optional-packages)',
  'workers/',
]

export default { ...whole, testPathIgnorePatterns: ['/node_modules/', ...SLOW.map((path) => `<rootDir>/${path}`)] }
