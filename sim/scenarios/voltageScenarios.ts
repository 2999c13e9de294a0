// Cell and pack voltages beyond their limits, by physics: disobedient chargers, heavy loads, cells left to die.
// Limits are those of the safe LFP preset (domain reference 2.1): OV 3650/3500 mV, UV 2600/2800 mV, critical 100 mV beyond.

import { alike, CELLS, disobedient, restingAt } from './packs';
import type { Scenario } from './scenario';

/** Small cells show much voltage for their current: limits are reached within seconds. */
const SMALL_CELLS = { cells: CELLS, capacityAmpHours: 20, spread: 0 } as const;

export const voltageScenarios: readonly Scenario[] = [
  {
    id: 'overcharge',
    help: 'A charger ignores everything it is told until the cells are too high; later a load relieves the pack.',
    cites: 'Manual 5.3.3 j: only charging stops, discharging stays; it ends when every cell is below the release.',
    simulation: { pack: { cells: CELLS, initialSoc: 0.99, spread: 0.05 } },
    durationSeconds: 3_000,
    steps: [
      { at: 10, charger: disobedient(3.8, 50) },
      { at: 1_500, load: { kind: 'current', amps: 100 } },
      { at: 1_500, charger: null },
    ],
    expect: [
      { trips: 'cellOvervoltage', between: [100, 1_500] },
      { trips: 'cellOvervoltage', times: 1 },
      { releases: 'cellOvervoltage', between: [1_500, 2_900] },
      { only: ['cellOvervoltage'] },
      { at: 1_499, path: 'charge', closed: false },
      { at: 1_499, path: 'discharge', closed: true },
      { at: 1_510, point: 'packMilliamps', from: -102_000, to: -98_000 },
      { at: 3_000, path: 'charge', closed: true },
    ],
  },
  {
    id: 'pack-overvoltage',
    help: 'Every cell is somewhat too high at once: the pack limit stops charging before the patient cell limit does.',
    cites: 'Domain reference 3.2 PACK_OV: sum beyond n x ovp + 2 % for 2 s. Cell delay set to its longest, 10 s.',
    shows: 'packOvervoltage',
    simulation: {
      pack: { ...SMALL_CELLS, initialCellVolts: alike(3.63) },
      settings: { cellOvervoltageDelayMs: 10_000, chargeOvercurrentTripMilliamps: 100_000 },
    },
    durationSeconds: 60,
    steps: [
      { at: 10, charger: disobedient(3.742, 60) },
      { at: 25, charger: null },
    ],
    expect: [
      { trips: 'packOvervoltage', at: 12, within: 0.5 },
      { only: ['packOvervoltage', 'cellOvervoltage'] },
      { at: 13, path: 'charge', closed: false },
      { at: 13, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'pack-undervoltage',
    help: 'Every cell is somewhat too low at once: the pack limit takes the load before the patient cell limit does.',
    cites: 'Domain reference 3.2 PACK_UV: sum beyond n x uvp - 2 % for 2 s. Cell delay set to its longest, 10 s.',
    shows: 'packUndervoltage',
    simulation: {
      pack: { ...SMALL_CELLS, initialCellVolts: alike(2.86) },
      settings: { cellUndervoltageDelayMs: 10_000, dischargeOvercurrentTripMilliamps: 100_000 },
    },
    durationSeconds: 60,
    steps: [
      { at: 10, load: { kind: 'current', amps: 60 } },
      { at: 13, load: null },
    ],
    expect: [
      { trips: 'packUndervoltage', at: 12, within: 0.5 },
      { only: ['packUndervoltage'] },
      { at: 12.6, path: 'discharge', closed: false },
      { at: 12.6, path: 'charge', closed: true },
    ],
  },
  {
    id: 'dead-cell',
    help: 'An empty pack with one cell at 1.2 V: nothing may charge that one, a charger notwithstanding.',
    cites: 'Domain reference 3.2 CELL_DEAD: any cell < 1500 mV for 2 s; 3.3: charging it is a fire risk.',
    shows: 'cellDead',
    simulation: { pack: { cells: CELLS, initialCellVolts: alike(2.0, { 5: 1.2 }) } },
    durationSeconds: 120,
    steps: [{ at: 4, charger: disobedient(3.45, 20) }],
    expect: [
      { trips: 'cellDead', at: 2, within: 0.5 },
      { at: 1.9, path: 'charge', closed: false },
      { at: 8, path: 'charge', closed: false },
      { at: 120, path: 'charge', closed: false },
      { at: 120, path: 'discharge', closed: false },
    ],
    endsWith: ['cellDead'],
  },
  {
    id: 'cell-spread-warning',
    help: 'One cell rests 550 mV below the others: a warning, nothing is switched.',
    cites: 'Domain reference 3.2 DIFF and 2.1 cellDiffMax: 500 mV warns after 10 s at low current.',
    shows: 'cellSpreadWarning',
    simulation: { pack: { cells: CELLS, initialCellVolts: alike(3.3, { 9: 2.75 }) } },
    durationSeconds: 60,
    steps: [],
    expect: [
      { trips: 'cellSpreadWarning', at: 10, within: 0.5 },
      { only: ['cellSpreadWarning'] },
      { at: 60, path: 'charge', closed: true },
      { at: 60, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'cell-spread',
    help: 'Cells more than 1 V apart, each within its limits: they are not charged together.',
    cites:
      'Domain reference 3.2 DIFF and 2.1 cellDiffMax: 1000 mV trips after 10 s at low current; discharge is warned only.',
    shows: 'cellSpread',
    simulation: { pack: { cells: CELLS, initialCellVolts: alike(3.64, { 9: 2.62 }) } },
    durationSeconds: 60,
    steps: [],
    expect: [
      { trips: 'cellSpread', at: 10, within: 0.5 },
      { only: ['cellSpreadWarning', 'cellSpread'] },
      { at: 12, path: 'charge', closed: false },
      { at: 12, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'stray-charge',
    help: 'A charger on the load terminals charges past the open charge path, up to the critical voltage.',
    cites: 'Domain reference 3.2 OV_CRIT: the discharge path opens too if charge current persists for 3 s.',
    shows: 'overvoltageStrayCharge',
    simulation: restingAt(3.7),
    durationSeconds: 600,
    steps: [
      { at: 10, charger: { ...disobedient(3.9, 60), port: 'discharge' } },
      { at: 400, charger: null },
      { at: 500, load: { kind: 'current', amps: 20 } },
    ],
    expect: [
      { trips: 'cellOvervoltage', at: 2, within: 0.5 },
      { trips: 'cellOvervoltageCritical', between: [10, 200] },
      { trips: 'overvoltageStrayCharge', between: [10, 210] },
      { only: ['cellOvervoltage', 'cellOvervoltageCritical', 'overvoltageStrayCharge', 'packOvervoltage'] },
      { at: 9, path: 'charge', closed: false },
      { at: 9, path: 'discharge', closed: true },
      { at: 210, path: 'discharge', closed: false },
      { at: 399, path: 'discharge', closed: false },
      // The charger is gone: the load may relieve the cells again (3.3: OV while a load exists).
      { at: 500, path: 'discharge', closed: true },
      { at: 600, point: 'packMilliamps', from: -21_000, to: -19_000 },
    ],
  },
  {
    id: 'revival',
    help: 'A pack left to stand at 2.3 V per cell is brought back by a small charger.',
    cites: 'Domain reference 3.3: with a charger seen, charging closes even below the limits; never a deadlock.',
    simulation: restingAt(2.3),
    durationSeconds: 9_000,
    steps: [{ at: 10, charger: disobedient(3.45, 20) }],
    expect: [
      { only: ['cellUndervoltage', 'cellUndervoltageCritical', 'packUndervoltage'] },
      { at: 20, point: 'packMilliamps', from: 19_500, to: 20_500 },
      { at: 20, path: 'discharge', closed: false },
      { releases: 'cellUndervoltage', between: [20, 9_000] },
      { at: 9_000, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'revival-overcurrent',
    help: 'The same pack and a charger far too large: stopped, tried again, and after five tries left to the user.',
    cites: 'Domain reference 3.2 UV_CRIT: opens for 60 s above 0.1 C + 2 A for 10 s, 5 tries, then only by the user.',
    shows: 'revivalOvercurrent',
    simulation: restingAt(2.3),
    durationSeconds: 200,
    steps: [{ at: 10, charger: disobedient(3.45, 60) }],
    expect: [
      { trips: 'revivalOvercurrent', at: 20, within: 0.2 },
      { releases: 'revivalOvercurrent', afterTrip: 60, within: 0.2 },
      { trips: 'revivalOvercurrent', at: 90, within: 0.4, nth: 2 },
      { only: ['cellUndervoltage', 'cellUndervoltageCritical', 'packUndervoltage', 'revivalOvercurrent'] },
      { at: 19, path: 'charge', closed: true },
      { at: 21, path: 'charge', closed: false },
    ],
  },
  {
    id: 'revival-lock',
    help: 'Five tries to revive a pack with too large a charger lock charging until the user releases it.',
    cites: 'Domain reference 3.2 UV_CRIT: 5 tries, then only by the user.',
    shows: 'revivalLock',
    simulation: restingAt(2.3),
    durationSeconds: 600,
    steps: [
      { at: 10, charger: disobedient(3.45, 60) },
      { at: 500, charger: null },
      { at: 510, clearByHand: true },
    ],
    expect: [
      { trips: 'revivalOvercurrent', times: 5 },
      { trips: 'revivalLock', at: 300, within: 1 },
      { releases: 'revivalLock', at: 510, within: 0.2 },
      { at: 450, path: 'charge', closed: false },
      { at: 520, path: 'charge', closed: true },
    ],
  },
];
