// npm run docs: writes docs/generated from the tables. With --check it writes nothing and fails when something is stale.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateSchema } from '../server/stateSchema';
import { protectionPage, settingsPage, simulatorPage, telemetryPage } from './tables';

const folder = join(process.cwd(), 'docs/generated');

const documents: Readonly<Record<string, string>> = {
  'protection.md': protectionPage(),
  'settings.md': settingsPage(),
  'telemetry.md': telemetryPage(),
  'simulator.md': simulatorPage(),
  'state.schema.json': `${JSON.stringify(stateSchema(), null, 2)}\n`,
};

const stale = Object.entries(documents).filter(([name, text]) => {
  const path = join(folder, name);
  return !existsSync(path) || readFileSync(path, 'utf8') !== text;
});

if (process.argv.includes('--check')) {
  for (const [name] of stale)
    console.error(`docs/generated/${name} is stale: run npm run docs and commit what changes`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [name, text] of stale) writeFileSync(join(folder, name), text);
  console.log(stale.length === 0 ? 'docs/generated is up to date' : `wrote ${stale.map(([name]) => name).join(', ')}`);
}
