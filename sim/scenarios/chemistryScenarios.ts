// The same two mishaps for the other chemistries: too much from a charger, too much for a load. Limits of the safe presets
// (domain reference 2.1): NMC 4200/4100 and 2900/3200 mV, LTO 2750/2600 and 1900/2100 mV.

import type { Chemistry } from '../world/world';
import { CELLS } from './packs';
import type { Scenario } from './scenario';

const CITES = 'Manual 5.3.3 i and j with the limits of domain reference 2.1: only the harmful direction stops.';

function overcharged(chemistry: Chemistry, cellVolts: number): Scenario {
  return {
    id: `overcharge-${chemistry}`,
    help: `A charger that heeds nothing, on ${chemistry.toUpperCase()} cells; then a load.`,
    cites: CITES,
    simulation: { pack: { cells: CELLS, chemistry, capacityAmpHours: 50, initialSoc: 0.97, spread: 0.05 } },
    durationSeconds: 2_400,
    steps: [
      { at: 10, charger: { volts: CELLS * cellVolts, amps: 20, obeysLimits: false } },
      { at: 1_200, charger: null },
      { at: 1_200, load: { kind: 'current', amps: 20 } },
    ],
    expect: [
      { trips: 'cellOvervoltage', between: [10, 1_200] },
      { trips: 'cellOvervoltage', times: 1 },
      { releases: 'cellOvervoltage', between: [1_200, 2_400] },
      { only: ['cellOvervoltage', 'packOvervoltage'] },
      { at: 1_199, path: 'charge', closed: false },
      { at: 1_199, path: 'discharge', closed: true },
      { at: 2_400, path: 'charge', closed: true },
    ],
  };
}

function drained(chemistry: Chemistry, cellVolts: number): Scenario {
  return {
    id: `drain-${chemistry}`,
    help: `A load that does not stop by itself, on ${chemistry.toUpperCase()} cells; then a charger.`,
    cites: CITES,
    simulation: { pack: { cells: CELLS, chemistry, capacityAmpHours: 50, initialSoc: 0.03, spread: 0.05 } },
    durationSeconds: 2_400,
    steps: [
      { at: 10, load: { kind: 'current', amps: 20, lockoutVolts: 10 } },
      { at: 1_200, load: null },
      { at: 1_200, charger: { volts: CELLS * cellVolts, amps: 20, obeysLimits: false } },
    ],
    expect: [
      { trips: 'cellUndervoltage', between: [10, 1_200] },
      { releases: 'cellUndervoltage', between: [1_200, 2_400] },
      { only: ['cellUndervoltage', 'packUndervoltage'] },
      { at: 1_199, path: 'discharge', closed: false },
      { at: 1_199, path: 'charge', closed: true },
      { at: 2_400, path: 'discharge', closed: true },
    ],
  };
}

export const chemistryScenarios: readonly Scenario[] = [
  overcharged('nmc', 4.4),
  overcharged('lto', 2.95),
  drained('nmc', 4.1),
  drained('lto', 2.6),
];
