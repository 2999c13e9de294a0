// Ports of a healthy 25-cell pack that allocate nothing and cost next to nothing, so that what is measured is the firmware.

import type { Ports } from '../../hal/ports/ports';

export interface QuietPorts {
  readonly ports: Ports;
  nowMs: number;
  milliamps: number;
}

export function createQuietPorts(cells: number): QuietPorts {
  const levels = new Int16Array(cells).fill(3_300);
  let scans = 0;
  let driven = 0;
  let beats = 0;
  const ports: Ports = {
    clock: {
      milliseconds: () => quiet.nowMs,
      microseconds: () => (quiet.nowMs * 1_000) | 0,
      since: (startMs) => (quiet.nowMs - startMs) | 0,
    },
    cellMonitor: {
      channels: cells,
      sample(into) {
        // One cell dithers: readings that stand still are a fault.
        scans = (scans + 1) & 1;
        levels[5] = 3_300 + scans;
        for (let cell = 0; cell < cells; cell += 1) into.millivolts[cell] = levels[cell];
        into.stackValid = true;
        into.stackMillivolts = cells * 3_300 + scans;
        return true;
      },
    },
    shuntMonitor: {
      sample(into) {
        into.microamps = quiet.milliamps * 1_000;
        into.timeUs = (quiet.nowMs * 1_000) | 0;
        return true;
      },
      alerts: () => 0,
      clearAlerts: () => true,
    },
    thermometers: {
      probes: 3,
      sample(into) {
        for (let probe = 0; probe < 4; probe += 1) {
          into.deciCelsius[probe] = 250;
          into.condition[probe] = 0;
        }
        return true;
      },
    },
    supplyMonitor: {
      sample(into) {
        into.millivolts = 52_000;
        into.coilMillivolts = 12_000;
        return true;
      },
    },
    shortCircuitLatch: { latched: () => false, reset: () => true },
    switches: {
      drive(outputs) {
        driven = outputs;
        return true;
      },
      readBack: () => driven,
    },
    signals: { chargerDetected: () => false, accessoryOn: () => false },
    restart: { reason: 0, detail: 0 },
    heartbeat: {
      beat() {
        beats = (beats + 1) & 0xffff;
      },
    },
  };
  const quiet: QuietPorts = { ports, nowMs: 0, milliamps: 0 };
  return quiet;
}
