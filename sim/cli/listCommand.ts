// `npm run sim -- list`: what can be run and what can be broken, one line each.

import { FAULTS } from '../faults';
import { scenarios } from '../scenarios/scenarios';

export function listText(): string {
  const known = [...scenarios, ...FAULTS];
  const width = Math.max(...known.map((row) => row.id.length));
  const lines = (rows: readonly { id: string; help: string }[]) =>
    rows.map((row) => `  ${row.id.padEnd(width)}  ${row.help}\n`).join('');
  return `Scenarios (--scenario NAME)\n${lines(scenarios)}\nFaults (POST /api/faults, or the page)\n${lines(FAULTS)}`;
}

export function listJson(): string {
  const document = {
    scenarios: scenarios.map(({ id, help, cites, durationSeconds }) => ({ id, help, cites, durationSeconds })),
    faults: FAULTS.map(({ id, help, parameters }) => ({ id, help, parameters })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
