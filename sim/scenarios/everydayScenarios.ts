// What a pack does every day: rests, is charged full, is emptied and revived, and one pack as it was found in the field.

import { CAPTURED_CELL_MILLIVOLTS, CAPTURED_WIRE_MILLIOHMS } from './capturedPack';
import { CELLS, HOUSE_PACK, disobedient, restingAt } from './packs';
import type { Expectation, Scenario } from './scenario';

/** What a sensor may be off: 1 mV of offset, 0.03 % of gain, and noise (domain reference 9.3). */
const SENSOR_MILLIVOLTS = 4;

const CAPTURED_PACK_MILLIVOLTS = CAPTURED_CELL_MILLIVOLTS.reduce((sum, millivolts) => sum + millivolts, 0);

export const everydayScenarios: readonly Scenario[] = [
  {
    id: 'rest',
    help: 'A healthy pack without load or charger: everything closes, nothing trips, nothing flows.',
    cites: 'Domain reference 1 (gate), 8.3 and 8.4: with no blocker P closes, then D, then C.',
    simulation: HOUSE_PACK,
    durationSeconds: 600,
    steps: [],
    expect: [
      { never: 'any' },
      // Closing order P, D, then C.
      { at: 0.5, path: 'precharge', closed: true },
      { at: 0.5, path: 'discharge', closed: false },
      { at: 0.5, path: 'charge', closed: false },
      { at: 5, path: 'discharge', closed: true },
      { at: 5, path: 'charge', closed: true },
      { at: 5, path: 'precharge', closed: false },
      { at: 600, point: 'packMilliamps', from: -50, to: 50 },
      { at: 600, point: 'outputsWithheld', from: 0, to: 0 },
    ],
  },
  {
    id: 'full-charge',
    help: 'A well balanced pack is charged with constant current, then constant voltage, until it is full.',
    cites: 'Domain reference 2.1: 3450 mV per cell asked of the charger, full at a tail of 5 % of the capacity.',
    simulation: { pack: { cells: CELLS, initialSoc: 0.95, spread: 0.1 } },
    durationSeconds: 7_200,
    steps: [{ at: 10, charger: disobedient(3.45, 60) }],
    expect: [
      { never: 'any' },
      { at: 60, point: 'packMilliamps', from: 59_000, to: 61_000 },
      { at: 7_200, point: 'packMilliamps', from: 0, to: 14_000 },
      { at: 7_200, point: 'highestCellMillivolts', from: 3_430, to: 3_500 },
      { at: 7_200, point: 'socPermille', from: 985, to: 1_000 },
      { at: 7_200, path: 'charge', closed: true },
    ],
  },
  {
    id: 'discharge-to-uv',
    help: 'A load empties the pack until the load is disconnected; a charger brings it back.',
    cites:
      'Manual 5.3.3 i: below the limit only the load goes, charging stays; it ends when every cell is above the release. ' +
      'Domain reference 3.3: never a deadlock in undervoltage.',
    shows: 'cellUndervoltage',
    simulation: { pack: { cells: CELLS, initialSoc: 0.03, spread: 0.2 } },
    durationSeconds: 3_600,
    steps: [
      { at: 10, load: { kind: 'current', amps: 56 } },
      { at: 1_500, load: null },
      { at: 1_500, charger: disobedient(3.45, 30) },
    ],
    expect: [
      { trips: 'cellUndervoltage', between: [300, 1_500] },
      { trips: 'cellUndervoltage', times: 1 },
      { releases: 'cellUndervoltage', between: [1_500, 3_500] },
      { only: ['cellUndervoltage', 'packUndervoltage'] },
      { at: 1_499, path: 'discharge', closed: false },
      { at: 1_499, path: 'charge', closed: true },
      { at: 1_510, point: 'packMilliamps', from: 29_000, to: 31_000 },
      { at: 3_600, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'captured-pack-25s',
    help: 'A pack of 25 cells with the voltages and wires of a real one, almost full: read right, kept closed, relieved.',
    cites: 'Domain reference 3.2 (OV only above the limit), 9.3 (sensor errors); the data: capturedPack.ts.',
    simulation: {
      pack: {
        cells: CAPTURED_CELL_MILLIVOLTS.length,
        capacityAmpHours: 330,
        initialCellVolts: CAPTURED_CELL_MILLIVOLTS.map((millivolts) => millivolts / 1_000),
        wireOhms: CAPTURED_WIRE_MILLIOHMS.map((milliohms) => milliohms / 1_000),
      },
    },
    durationSeconds: 900,
    steps: [{ at: 60, load: { kind: 'inverter', watts: 4_000 } }],
    expect: [
      { never: 'any' },
      ...CAPTURED_CELL_MILLIVOLTS.map((millivolts, cell): Expectation => ({
        at: 30,
        point: 'cellMillivolts',
        index: cell,
        from: millivolts - SENSOR_MILLIVOLTS,
        to: millivolts + SENSOR_MILLIVOLTS,
      })),
      { at: 30, point: 'packMillivolts', from: CAPTURED_PACK_MILLIVOLTS - 50, to: CAPTURED_PACK_MILLIVOLTS + 50 },
      { at: 30, path: 'charge', closed: true },
      { at: 900, path: 'discharge', closed: true },
      { at: 900, point: 'highestCellMillivolts', from: 3_300, to: 3_640 },
    ],
  },
  {
    id: 'afe-noisy',
    help: 'One frame in ten of the cell monitor fails its check: readings are missed, nothing trips.',
    cites: 'Domain reference 10, fault 4: 10 % bad frames are retries, no trip.',
    simulation: restingAt(3.3),
    durationSeconds: 900,
    steps: [
      { at: 10, fault: 'cellFrameFailure', with: { probability: 0.1 } },
      { at: 10, load: { kind: 'current', amps: 40 } },
    ],
    expect: [{ never: 'any' }, { at: 900, path: 'discharge', closed: true }],
  },
];
