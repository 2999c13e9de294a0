// Waits until the simulator's page and API show a pack that lives: simulated time passes and every cell has a voltage.

import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const [portsFile, seconds] = process.argv.slice(2);
const deadline = Date.now() + Number(seconds) * 1000;
let before;

while (Date.now() < deadline) {
  await pause(500);
  if (!existsSync(portsFile)) continue;
  try {
    const { http } = JSON.parse(readFileSync(portsFile, 'utf8'));
    const page = await fetch(http);
    const state = await (await fetch(new URL('/api/state', http))).json();
    const now = state.time.simulatedSeconds;
    if (page.ok && before !== undefined && now > before && state.telemetry.cellMillivolts.every((value) => value > 0)) {
      console.log(`alive: ${state.telemetry.cellMillivolts.length} cells, ${now} simulated seconds`);
      process.exit(0);
    }
    before = now;
  } catch (error) {
    console.log(`not yet: ${error.message}`);
  }
}
console.error(`no living pack within ${seconds} s`);
process.exit(1);
