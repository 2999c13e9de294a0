// The closing line of CI: the tests that really ran, summed over the given result files of jest.

import { readFileSync } from 'node:fs';

const results = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed`);
