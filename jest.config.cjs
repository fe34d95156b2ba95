/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/one-realm-environment.cjs',
  runtime: '<rootDir>/test/support/shared-modules-runtime.cjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  // What takes minutes by itself runs with `npm run test:all`.
  testPathIgnorePatterns: process.env.BATON_TESTS === 'all' ? [] : ['\\.long\\.test\\.ts$'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...require('./swc.json'), sourceMaps: 'inline' }] },
  moduleNameMapper: { '^@rushstack/ts-command-line$': '<rootDir>/test/support/no-command-line.cjs' },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.cjs'],
  testTimeout: 60_000,
  // A third finds work while the others wait, on two cores.
  maxWorkers: 3,
  workerIdleMemoryLimit: '1500MB',
};
