/** Tests stand beside what they test (src, workers) or, end to end, in test/. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  roots: ['<rootDir>/src', '<rootDir>/workers', '<rootDir>/test', '<rootDir>/bench', '<rootDir>/scripts'],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '(\\.ts|/node_modules/flatbush/index\\.js)$': [
      '<rootDir>/scripts/jest-transform.js',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  // The index of boxes is asked in loops over pixels and glyphs, too.
  transformIgnorePatterns: ['/node_modules/(?!flatbush/)'],
  testSequencer: '<rootDir>/scripts/jest-sequencer.js',
  testTimeout: 30_000,
  // Much of a run is waiting for servers and children: on two cores one worker would leave half of them idle.
  maxWorkers: '100%',
}
