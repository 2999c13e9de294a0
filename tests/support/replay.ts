// Lets the firmware live through recorded readings: each row is one tick, with all that its ports said and when.
// No physics and no Node, so that every engine can do it and must come to the same decisions.

import { simulated } from '../../hal/boards/simulated';
import type { Ports } from '../../hal/ports/ports';
import { POWER_ON } from '../../hal/ports/restart';
import { createBms, type Bms } from '../../src/bms';
import { createSettings } from '../../src/settings/store';
import { ColumnReader } from './columns';

export const RECORDED_CELLS = 16;
const PROBES = 3;

/** The columns of a row, in order. */
export const NOW_MS = 0;
/** Bits: cells answered, current, temperatures, supply, stack, latch, charger, then two bits of alerts. */
export const FLAGS = 1;
export const MICROAMPS = 2;
export const SUPPLY_MILLIVOLTS = 3;
export const COIL_MILLIVOLTS = 4;
export const STACK_MILLIVOLTS = 5;
export const READ_BACK = 6;
export const CONDITIONS = 7;
export const TEMPERATURES = 8;
export const CELLS = TEMPERATURES + PROBES + 1;
export const WIDTH = CELLS + RECORDED_CELLS;

export const CELLS_ANSWERED = 1;
export const CURRENT_ANSWERED = 2;
export const TEMPERATURES_ANSWERED = 4;
export const SUPPLY_ANSWERED = 8;
export const STACK_VALID = 16;
export const LATCHED = 32;
export const CHARGER = 64;
export const ALERTS_SHIFT = 7;

/** What a day came to: enough that two engines which agree on it have decided alike throughout. */
export interface Outcome {
  readonly ticks: number;
  /** Hash of the outputs driven and the rules tripped after every tick. */
  readonly decisions: string;
  /** Hash of every event with all its readings. */
  readonly events: string;
  readonly eventCount: number;
  readonly remainingMilliampHours: number;
}

/** FNV-1a, 32 bits. */
class Hash {
  private value = 0x811c9dc5;

  mix(value: number): void {
    this.value = Math.imul(this.value ^ (value & 0xffff), 0x01000193);
    this.value = Math.imul(this.value ^ (value >>> 16), 0x01000193);
  }

  get text(): string {
    return (this.value >>> 0).toString(16);
  }
}

export function replay(lines: readonly string[]): Outcome {
  const reader = new ColumnReader(lines, WIDTH);
  const { row } = reader;
  let driven = 0;
  const flag = (bit: number) => (row[FLAGS] & bit) !== 0;
  const ports: Ports = {
    clock: {
      milliseconds: () => row[NOW_MS] | 0,
      microseconds: () => (row[NOW_MS] * 1_000) | 0,
      since: (startMs) => (row[NOW_MS] - startMs) | 0,
    },
    cellMonitor: {
      channels: RECORDED_CELLS,
      sample(into) {
        for (let cell = 0; cell < RECORDED_CELLS; cell += 1) into.millivolts[cell] = row[CELLS + cell];
        into.stackMillivolts = row[STACK_MILLIVOLTS];
        into.stackValid = flag(STACK_VALID);
        return flag(CELLS_ANSWERED);
      },
    },
    shuntMonitor: {
      sample(into) {
        into.microamps = row[MICROAMPS];
        into.timeUs = (row[NOW_MS] * 1_000) | 0;
        return flag(CURRENT_ANSWERED);
      },
      alerts: () => row[FLAGS] >> ALERTS_SHIFT,
      clearAlerts: () => true,
    },
    thermometers: {
      probes: PROBES,
      sample(into) {
        for (let entry = 0; entry <= PROBES; entry += 1) {
          into.deciCelsius[entry] = row[TEMPERATURES + entry];
          into.condition[entry] = (row[CONDITIONS] >> (2 * entry)) & 3;
        }
        return flag(TEMPERATURES_ANSWERED);
      },
    },
    supplyMonitor: {
      sample(into) {
        into.millivolts = row[SUPPLY_MILLIVOLTS];
        into.coilMillivolts = row[COIL_MILLIVOLTS];
        return flag(SUPPLY_ANSWERED);
      },
    },
    shortCircuitLatch: { latched: () => flag(LATCHED), reset: () => true },
    switches: {
      drive(outputs) {
        driven = outputs;
        return true;
      },
      // The recorded board followed other commands: only where it disobeyed does its read-back matter.
      readBack: () => driven ^ row[READ_BACK],
    },
    signals: { chargerDetected: () => flag(CHARGER), accessoryOn: () => false },
    heartbeat: { beat: () => undefined },
    restart: { reason: POWER_ON, detail: 0 },
  };
  const settings = createSettings(simulated);
  settings.write({ cellCount: RECORDED_CELLS, capacityMilliampHours: 100_000 }, 'operate');
  settings.applyPreset('lfp', 'safe');
  settings.write({ chargeSwitch: 1, dischargeSwitch: 1 }, 'operate');

  const decisions = new Hash();
  const events = new Hash();
  let bms: Bms | undefined;
  let ticks = 0;
  let seen = 0;
  while (reader.next()) {
    if (bms === undefined) {
      bms = createBms(ports, simulated, settings);
      bms.setRemaining(50_000);
    }
    bms.tick();
    ticks += 1;
    decisions.mix(driven);
    decisions.mix(bms.facts.verdict.withheld);
    decisions.mix(bms.facts.verdict.doubted);
    decisions.mix(bms.facts.verdict.changes);
    const unseen = bms.events.written - seen;
    seen = bms.events.written;
    if (unseen > 0)
      for (const event of bms.events.read().slice(-unseen))
        Object.values<number>({ ...event }).forEach((value) => events.mix(value));
  }
  if (bms === undefined || bms.failure !== undefined) throw new Error(bms?.failure ?? 'nothing was recorded');
  return {
    ticks,
    decisions: decisions.text,
    events: events.text,
    eventCount: bms.events.written,
    remainingMilliampHours: bms.facts.estimate.remainingMilliampHours,
  };
}
