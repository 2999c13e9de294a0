import type { Config } from 'jest';

/** What protects is covered whole. */
const protects = { statements: 100, branches: 100 };

const config: Config = {
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // What needs a program that is not everywhere: ngspice (npm run test:ngspice), a C compiler (npm test looks for one).
  testPathIgnorePatterns: [
    ...(process.env.EVENCELL_NGSPICE === '1' ? [] : ['<rootDir>/tests/sim/ngspice/']),
    ...(process.env.EVENCELL_XS_TESTS === '1' ? [] : ['<rootDir>/tests/node/xsFaults']),
  ],
  modulePathIgnorePatterns: ['<rootDir>/build/'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tests/tsconfig.json' }] },
  collectCoverageFrom: ['src/**/*.ts', 'protection/**/*.ts'],
  coverageReporters: ['text-summary', 'json-summary'],
  coverageThreshold: {
    './protection/': protects,
    './src/settings/': protects,
    './src/sampling/': protects,
    './src/actuation/': protects,
  },
};

export default config;
