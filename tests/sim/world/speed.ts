// How fast a day of the plant passes with the firmware's usual readings: 25 cells, 50 ms at a time. A figure to look at,
// not a test: `measureDay` returns seconds of real time.

import { createHostPorts } from '../../../hal/host/hostPorts';
import { createWorld } from '../../../sim/world/world';

const TICKS = 1_728_000;

export function measureDay(): number {
  const world = createWorld({ cells: 25, initialSoc: 0.9, seed: 3 });
  const ports = createHostPorts(world);
  const cells = { millivolts: new Int16Array(25), stackMillivolts: 0, stackValid: false };
  const current = { microamps: 0, timeUs: 0 };
  const temperatures = { deciCelsius: new Int16Array(4), condition: new Uint8Array(4) };
  world.setLoad({ kind: 'current', amps: 9 });
  world.setWelded('discharge', true);
  const start = process.hrtime.bigint();
  for (let tick = 1; tick <= TICKS; tick += 1) {
    world.advance(50);
    ports.heartbeat.beat();
    ports.shuntMonitor.sample(current);
    if (tick % 5 === 0) ports.cellMonitor.sample(cells);
    if (tick % 20 === 0) ports.thermometers.sample(temperatures);
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}
