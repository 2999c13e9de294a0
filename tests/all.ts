// npm test: jest on Node, then the firmware's tests again on XS where a C compiler is. Options go to jest; a run that
// names test files is about those alone.

import { spawnSync } from 'node:child_process';
import { missingFor } from './xs/build';

function run(command: string, words: readonly string[], environment: NodeJS.ProcessEnv = process.env): void {
  const { status } = spawnSync(command, words, { stdio: 'inherit', env: environment });
  if (status !== 0) process.exit(status ?? 1);
}

const given = process.argv.slice(2);
const namesFiles = given.some((word) => !word.startsWith('-'));
const missing = missingFor('release');
const withXs = !namesFiles && missing === undefined;

run('npx', ['jest', ...given], { ...process.env, EVENCELL_XS_TESTS: withXs ? '1' : '0' });
if (withXs) {
  console.log('\nThe tests of the firmware again, on the XS engine:');
  run('npx', ['ts-node', '--transpile-only', 'tests/xs/run.ts']);
} else if (!namesFiles) {
  console.log(`\nXS was left out: the firmware ran on Node alone. ${missing}`);
  // Continuous integration is not content with that.
  if (process.env.CI !== undefined) process.exit(1);
}
