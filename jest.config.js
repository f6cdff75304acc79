/** Tests stand beside what they test (src, workers) or, end to end, in test/. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  roots: ['<rootDir>/src', '<rootDir>/workers', '<rootDir>/test', '<rootDir>/bench', '<rootDir>/scripts'],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  testSequencer: '<rootDir>/scripts/jest-sequencer.js',
  testTimeout: 30_000,
  // Much of a run is waiting for servers and children: on two cores one worker would leave half of them idle.
  maxWorkers: '100%',
}
