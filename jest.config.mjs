// One Jest for the whole tree; tools/test.mjs picks the level by file suffix.
import { swcOptions } from './tools/swc-options.mjs'

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,services,tools,docs,simulation,bench}/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.host\\.test\\.ts$'],
  modulePathIgnorePatterns: ['/dist/', '/.nx/'],
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.mjs',
  // Long enough for a machine that is busy with other work: only what hangs comes to it.
  testTimeout: 60_000,
}
