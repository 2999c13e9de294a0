// What `@jest/globals` is on XS: modules.ts puts this module in its place, so that one test file runs on both.

import { createSuite } from './suite';

export { expect } from './expectation';

const suite = createSuite();

export const { describe, it, beforeAll, beforeEach, afterEach, afterAll } = suite;
export const test = it;
export const runCollected = suite.run;
