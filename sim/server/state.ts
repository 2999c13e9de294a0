// `GET /api/state`: what is really so, what the firmware tells about it, and what the user has set, in one document.
// The names are a contract with clients outside this repository; stateSchema.ts describes them.

import { rules } from '../../protection/rules';
import { TRIPPED } from '../../src/model/verdict';
import { alarms, raised } from '../../src/telemetry/alarms';
import { identityOf } from '../../src/telemetry/identity';
import { points, valueCount, type Point } from '../../src/telemetry/points';
import { MAXIMUM_SPEED } from '../pacer';
import type { Running } from '../running';
import type { Simulation } from '../simulation';

export const FACTORY_FRESH_NOTICE =
  'Factory-fresh: nothing is switched on until the chemistry of the cells is chosen. ' +
  'Set cellCount and capacityMilliampHours to those of the pack, then apply a preset.';

export function stateOf({ session, pacer }: Running): object {
  const { simulation } = session;
  const { bms, settings } = simulation;
  const { values, texts } = settings;
  return {
    time: {
      simulatedSeconds: round(simulation.world.nowMs / 1_000),
      speed: round(pacer.factor === MAXIMUM_SPEED ? pacer.effectiveFactor : pacer.factor),
      effectiveSpeed: round(pacer.effectiveFactor),
    },
    truth: truthOf(simulation),
    telemetry: telemetryOf(simulation),
    faults: trippedFaults(simulation),
    alarms: Object.fromEntries(alarms.map((alarm) => [alarm, raised(alarm, bms.facts.verdict)])),
    switches: {
      charge: values.chargeSwitch === 1,
      discharge: values.dischargeSwitch === 1,
      balance: values.balanceSwitch === 1,
    },
    settings: { ...values, ...texts },
    device: identityOf(texts),
    notice: noticeOf(simulation),
  };
}

export function trippedFaults({ bms }: Simulation): string[] {
  const { states } = bms.facts.verdict;
  return rules.filter((_, index) => states[index] >= TRIPPED).map((rule) => rule.fault);
}

/** What a person has to be told before anything else. */
export function noticeOf({ bms }: Simulation): string | null {
  if (bms.failure !== undefined) return `The firmware has stopped itself, everything is off: ${bms.failure}`;
  return bms.settings.values.chemistry === 0 ? FACTORY_FRESH_NOTICE : null;
}

function truthOf({ world }: Simulation): object {
  const { truth, cells } = world;
  return {
    chemistry: truth.chemistry,
    cellVolts: Array.from(truth.cellVolts, round),
    cellSoc: Array.from(truth.cellSoc, round),
    packVolts: round(truth.packVolts),
    packAmps: round(truth.packAmps),
    probeCelsius: truth.probeCelsius.map((celsius) => (celsius === null ? null : round(celsius))),
    boardCelsius: round(truth.boardCelsius),
    balanceAmps: round(truth.balanceAmps),
    // One for each cell, as the firmware counts them: the wire at its upper end.
    wireOhms: Array.from(truth.wireOhms.subarray(truth.wireOhms.length - cells), round),
    contactors: { ...truth.contactors },
    heaterOn: truth.heaterOn,
  };
}

function telemetryOf({ bms }: Simulation): object {
  const read = (point: Point): number | null | (number | null)[] => {
    if (point.each === undefined) return point.read(bms, 0) ?? null;
    return Array.from({ length: valueCount(point, bms) }, (_, index) => point.read(bms, index) ?? null);
  };
  return Object.fromEntries(points.map((point) => [point.key, read(point)]));
}

const DECIMALS = 10_000;

/** Adding 0 makes a negative zero an ordinary one. */
function round(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS + 0;
}
