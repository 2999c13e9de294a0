// One reaction of the firmware, measured: a simulated pack settles, something happens at a random instant within a tick,
// and the time until the rule trips is compared with the rule's own delay.

import type { Fault } from '../protection/rules';
import { ruleNumber } from '../protection/rules';
import { BASE_PERIOD_MS } from '../src/bms';
import { TRIPPED } from '../src/model/verdict';
import { createSimulation, type Simulation } from '../sim/simulation';
import type { SettingKey } from '../src/settings/registry';
import type { Random } from '../sim/world/random';

/** A way to make one rule trip. */
export interface Cause {
  readonly fault: Fault;
  /** How often the quantity is read. */
  readonly periodMs: number;
  /** The delay to configure, drawn at random, and the settings that configure it. */
  prepare(random: Random): { readonly delayMs: number; readonly settings?: Readonly<Record<string, number>> };
  /** Lets it happen now; answers how long after now the true quantity crosses the limit. */
  happen(simulation: Simulation, random: Random): number;
}

export interface Reaction {
  readonly fault: Fault;
  /** Beyond the configured delay; negative would be too early. */
  readonly beyondMs: number;
  readonly allowedMs: number;
}

const SETTLING_MS = 3_000;

export const LFP_CELLS = 4;

function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random.unit() * (to - from + 1));
}

function overCell(high: boolean): Cause['happen'] {
  return (simulation, random) => {
    const { values } = simulation.settings;
    const beyond = whole(random, 1, 90);
    simulation.faults.apply('cellOverride', {
      cell: whole(random, 0, LFP_CELLS - 1),
      millivolts: high ? values.cellOvervoltageTripMillivolts + beyond : values.cellUndervoltageTripMillivolts - beyond,
    });
    return 0;
  };
}

/** A true step of current, which the firmware sees as a mean over its window. */
function overCurrent(key: SettingKey, most: number): Cause['happen'] {
  return ({ settings, world }, random) => {
    const amps = (settings.values[key] / 1_000) * (1.01 + random.unit() * (most - 1.01));
    if (key.startsWith('charge')) world.setCharger({ volts: 60, amps, obeysLimits: false });
    else world.setLoad({ kind: 'current', amps, lockoutVolts: 0, startMs: 0 });
    return 0;
  };
}

export const causes: readonly Cause[] = [
  {
    fault: 'cellOvervoltage',
    periodMs: 250,
    prepare(random) {
      const delayMs = whole(random, 100, 10_000);
      return { delayMs, settings: { cellOvervoltageDelayMs: delayMs } };
    },
    happen: overCell(true),
  },
  {
    fault: 'cellUndervoltage',
    periodMs: 250,
    prepare(random) {
      const delayMs = whole(random, 100, 10_000);
      return { delayMs, settings: { cellUndervoltageDelayMs: delayMs } };
    },
    happen: overCell(false),
  },
  {
    fault: 'chargeOvercurrent',
    periodMs: 50,
    prepare(random) {
      const seconds = whole(random, 2, 12);
      return {
        delayMs: seconds * 1_000,
        settings: { chargeOvercurrentTripMilliamps: 20_000, chargeOvercurrentDelaySeconds: seconds },
      };
    },
    happen: overCurrent('chargeOvercurrentTripMilliamps', 1.9),
  },
  {
    fault: 'dischargeOvercurrent',
    periodMs: 50,
    prepare(random) {
      const seconds = whole(random, 2, 12);
      return {
        delayMs: seconds * 1_000,
        settings: { dischargeOvercurrentTripMilliamps: 50_000, dischargeOvercurrentDelaySeconds: seconds },
      };
    },
    happen: overCurrent('dischargeOvercurrentTripMilliamps', 5),
  },
  {
    fault: 'dischargeOvercurrent2',
    periodMs: 50,
    prepare(random) {
      const delayMs = 50 * whole(random, 1, 100);
      return {
        delayMs,
        settings: { dischargeOvercurrent2TripMilliamps: 300_000, dischargeOvercurrent2DelayMs: delayMs },
      };
    },
    happen: overCurrent('dischargeOvercurrent2TripMilliamps', 3),
  },
  {
    fault: 'chargeOvertemperature',
    periodMs: 1_000,
    prepare: () => ({ delayMs: 2_000 }),
    happen(simulation, random) {
      const probe = whole(random, 0, 2);
      const kelvinPerSecond = 1.5 + random.unit() * 3;
      const start = simulation.world.probeCelsius[probe];
      simulation.faults.apply('probeRise', { probe, kelvinPerSecond });
      // The reading, rounded to 0.1 K, exceeds the limit from half a step above it.
      const limit = simulation.settings.values.chargeOvertemperatureTripDeciCelsius / 10 + 0.05;
      return ((limit - start) / kelvinPerSecond) * 1_000;
    },
  },
  {
    fault: 'supplyLow',
    periodMs: 50,
    prepare: () => ({ delayMs: 100 }),
    happen(simulation, random) {
      simulation.faults.apply('supplyVoltage', { volts: random.unit() * 11.9 });
      return 0;
    },
  },
];

/** Runs one cause with its onset `phaseMs` after a tick. */
export function react(cause: Cause, random: Random, phaseMs: number, seed: number): Reaction {
  const { delayMs, settings } = cause.prepare(random);
  const simulation = createSimulation({
    pack: { cells: LFP_CELLS, chemistry: 'lfp', capacityAmpHours: 200, seed },
    ...(settings === undefined ? {} : { settings }),
    sensorErrors: 0,
  });
  const { bms, world } = simulation;
  const state = () => bms.facts.verdict.states[ruleNumber[cause.fault]];
  // Settled, and at any point of the longest schedule period.
  const settling = SETTLING_MS + BASE_PERIOD_MS * whole(random, 0, 19);
  for (let passed = 0; passed < settling; passed += BASE_PERIOD_MS) simulation.step();
  bms.tick();
  world.advance(phaseMs);
  const onsetMs = world.nowMs + cause.happen(simulation, random);
  world.advance(BASE_PERIOD_MS - phaseMs);
  const limitMs = onsetMs + delayMs + 10_000;
  for (;;) {
    bms.tick();
    if (state() >= TRIPPED || world.nowMs > limitMs) break;
    world.advance(BASE_PERIOD_MS);
  }
  return {
    fault: cause.fault,
    beyondMs: world.nowMs - onsetMs - delayMs,
    allowedMs: cause.periodMs + BASE_PERIOD_MS,
  };
}
