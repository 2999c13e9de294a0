// The plant's cells against ngspice over a drive of 25 minutes. Runs only when asked for: EVENCELL_NGSPICE=1.

import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../../sim/world/world';
import type { Chemistry, World, WorldOptions } from '../../../sim/world/world';
import { INSTALL_NGSPICE, ngspiceInstalled, simulateInSpice, SPICE_LFP, SPICE_NMC } from './spice';
import type { SpiceCell, SpiceChemistry } from './spice';

const CELLS = 25;
const SECONDS = 1500;
const WORST_RMS_VOLTS = 0.0001;

/** Charging current of each second: pulling away, cruising, braking, a stop of two minutes, and rest at the end. */
function drive(): number[] {
  return Array.from({ length: SECONDS }, (_, second) => {
    if ((second >= 600 && second < 720) || second >= 1380) return 0;
    const cruise = 70 + 60 * Math.sin(second / 29) + 45 * Math.sin(second / 5.3);
    const burst = second % 47 < 6 ? 260 : 0;
    const brake = second % 61 < 7 ? 330 : 0;
    return Math.round(brake - cruise - burst);
  });
}

/** From 26 % to 99.5 %: clear of the low-charge resistance, over the whole knee at the top. */
function options(chemistry: Chemistry): WorldOptions {
  const initialSoc = Array.from({ length: CELLS }, (_, cell) => 0.26 + (0.735 * cell) / (CELLS - 1));
  return { chemistry, cells: CELLS, seed: 11, initialSoc, isothermal: true, ownWatts: 0, busFarads: 0 };
}

function ready(chemistry: Chemistry): World {
  const world = createWorld(options(chemistry));
  world.setWelded('discharge', true);
  return world;
}

/** What the circuit must be told about each cell, measured from outside on twins of the same pack. */
function measured(chemistry: Chemistry): SpiceCell[] {
  const twin = ready(chemistry);
  const rest = Float64Array.from(twin.truth.cellVolts);
  twin.setLoad({ kind: 'current', amps: 100, startMs: 0 });
  const loaded = Float64Array.from(twin.truth.cellVolts);
  const asleep = ready(chemistry);
  const before = Float64Array.from(asleep.truth.cellSoc);
  asleep.advance(36_000_000);
  return Array.from(before, (soc, cell) => {
    const ampHours = twin.truth.cellCapacityAmpHours[cell];
    return {
      soc,
      ampHours,
      ohms: (rest[cell] - loaded[cell]) / 100,
      leakAmps: ((soc - asleep.truth.cellSoc[cell]) * ampHours) / 10,
    };
  });
}

/** Cell voltages every quarter of a second. */
function simulateInWorld(chemistry: Chemistry, profile: readonly number[]): number[][] {
  const world = ready(chemistry);
  const rows: number[][] = [Array.from(world.truth.cellVolts)];
  for (const amps of profile) {
    world.setLoad({ kind: 'current', amps: -amps, startMs: 0 });
    for (let quarter = 0; quarter < 4; quarter += 1) {
      world.advance(250);
      rows.push(Array.from(world.truth.cellVolts));
    }
  }
  return rows;
}

describe('plant against ngspice', () => {
  it.each([
    ['lfp', SPICE_LFP],
    ['nmc', SPICE_NMC],
  ] as [Chemistry, SpiceChemistry][])(
    'SIM-200 every %s cell agrees with ngspice within 0.1 mV RMS over a drive',
    (chemistry, circuit) => {
      if (!ngspiceInstalled()) throw new Error(INSTALL_NGSPICE);
      const profile = drive();
      const judge = simulateInSpice(circuit, measured(chemistry), profile);
      const plant = simulateInWorld(chemistry, profile);
      expect(judge.length).toBe(plant.length);
      const squares = new Float64Array(CELLS);
      let compared = 0;
      let worst = 0;
      for (let row = 1; row < plant.length - 1; row += 1) {
        // At the whole second the current is in the middle of its step.
        if (row % 4 === 0) continue;
        compared += 1;
        for (let cell = 0; cell < CELLS; cell += 1) {
          const difference = plant[row][cell] - judge[row][cell];
          squares[cell] += difference * difference;
          worst = Math.max(worst, Math.abs(difference));
        }
      }
      const perCell = Array.from(squares, (square) => Math.sqrt(square / compared));
      const rms = Math.sqrt(squares.reduce((total, square) => total + square, 0) / (compared * CELLS));
      const figures = [rms, Math.max(...perCell), worst].map((volts) => `${(volts * 1000).toFixed(4)} mV`);
      process.stdout.write(
        `ngspice ${chemistry}: RMS ${figures[0]}, worst cell ${figures[1]}, worst point ${figures[2]}\n`,
      );
      expect(rms).toBeLessThanOrEqual(WORST_RMS_VOLTS);
      expect(Math.max(...perCell)).toBeLessThanOrEqual(WORST_RMS_VOLTS);
    },
    120_000,
  );
});
