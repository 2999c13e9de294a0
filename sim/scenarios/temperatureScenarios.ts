// Too cold, too hot, running away, and probes that are lost. Limits of the safe LFP preset (domain reference 2.1):
// charge 0/5 and 55/50 degC, discharge -20/-15 and 60/55 degC. A probe lags its cell by 30 s and may be 0.3 K off.

import { CELLS, disobedient, HOUSE_PACK, obedient } from './packs';
import type { Scenario, Step } from './scenario';

/** Every cell is as warm as the air: a probe nears a new air temperature with its 30 s of lag. */
const IN_A_BATH = { cells: CELLS, isothermal: true } as const;

/** One probe from 25 degC on, held at `celsius` from the time it gets there. */
function probeRises(probe: number, fromSeconds: number, kelvinPerSecond: number, celsius: number): Step[] {
  const there = fromSeconds + (celsius - 25) / kelvinPerSecond;
  return [
    { at: fromSeconds, fault: 'probeOverride', with: { probe, celsius: 25 } },
    { at: fromSeconds, fault: 'probeRise', with: { probe, kelvinPerSecond } },
    { at: there, mend: 'probeRise' },
    { at: there, fault: 'probeOverride', with: { probe, celsius } },
  ];
}

/** From where it is held back to 25 degC. */
function probeFalls(probe: number, fromSeconds: number, kelvinPerSecond: number, celsius: number): Step[] {
  return [
    { at: fromSeconds, fault: 'probeRise', with: { probe, kelvinPerSecond: -kelvinPerSecond } },
    { at: fromSeconds + (celsius - 25) / kelvinPerSecond, mend: 'probeRise' },
    { at: fromSeconds + (celsius - 25) / kelvinPerSecond, mend: 'probeOverride' },
  ];
}

export const temperatureScenarios: readonly Scenario[] = [
  {
    id: 'cold-charge',
    help: 'The pack is charged while the room turns freezing: charging stops, discharging goes on.',
    cites: 'Manual 5.3.3 r; domain reference 3.2 UTC: below utc for 2 s, above the release for 5 s.',
    shows: 'chargeUndertemperature',
    simulation: { pack: { ...IN_A_BATH, ambientCelsius: 10 } },
    durationSeconds: 600,
    steps: [
      { at: 5, charger: disobedient(3.45, 40) },
      { at: 5, load: { kind: 'current', amps: 5 } },
      { at: 60, ambientCelsius: -5 },
      { at: 300, ambientCelsius: 12 },
    ],
    // From 10 degC towards -5 degC: 0 degC after 33 s; from there towards 12 degC: 5 degC after 27 s.
    expect: [
      { trips: 'chargeUndertemperature', at: 96, within: 2.5 },
      { releases: 'chargeUndertemperature', at: 333, within: 3 },
      { only: ['chargeUndertemperature'] },
      { at: 90, path: 'charge', closed: true },
      { at: 200, path: 'charge', closed: false },
      { at: 200, path: 'discharge', closed: true },
      { at: 350, path: 'charge', closed: true },
    ],
  },
  {
    id: 'cold-start-heater',
    help: 'A frozen pack meets a charger: the heater runs first, charging follows.',
    cites:
      'Domain reference 8.6: on below heatOn with a charger, off at heatOff; charging stays off until above the release.',
    simulation: { pack: { cells: CELLS, ambientCelsius: -3, heaterWatts: 1_000 } },
    durationSeconds: 3_600,
    steps: [{ at: 10, charger: obedient(40) }],
    expect: [
      { trips: 'chargeUndertemperature', at: 2, within: 2 },
      { only: ['chargeUndertemperature'] },
      { releases: 'chargeUndertemperature', between: [100, 3_000] },
      { at: 30, point: 'heaterOn', from: 1, to: 1 },
      { at: 60, path: 'charge', closed: false },
      { at: 60, path: 'discharge', closed: true },
      { at: 3_600, path: 'charge', closed: true },
      { at: 3_600, point: 'packMilliamps', from: 10_000, to: 41_000 },
    ],
  },
  {
    id: 'cold-hover',
    help: 'The temperature swings half a kelvin about the limit: one trip, not many.',
    cites: 'Domain reference 10, fault 23: one trip, release only at the release temperature.',
    simulation: { pack: { ...IN_A_BATH, ambientCelsius: 2 } },
    durationSeconds: 300,
    steps: Array.from({ length: 28 }, (_, swing): Step => ({
      at: 10 + 10 * swing,
      fault: 'probeOverride',
      with: { probe: 0, celsius: swing % 2 === 0 ? 0.5 : -0.5 },
    })),
    expect: [
      { trips: 'chargeUndertemperature', at: 22, within: 2 },
      { trips: 'chargeUndertemperature', times: 1 },
      { only: ['chargeUndertemperature'] },
      { at: 300, path: 'charge', closed: false },
    ],
  },
  {
    id: 'frost-discharge',
    help: 'A pack at -25 degC is not discharged; at -10 degC it is.',
    cites: 'Domain reference 3.2 UTD: below -20 degC for 2 s, above -15 degC for 5 s.',
    shows: 'dischargeUndertemperature',
    simulation: { pack: { ...IN_A_BATH, ambientCelsius: -25 } },
    durationSeconds: 300,
    steps: [{ at: 60, ambientCelsius: -10 }],
    expect: [
      { trips: 'dischargeUndertemperature', at: 2, within: 2 },
      // From -25 towards -10 degC: -15 degC after 33 s.
      { releases: 'dischargeUndertemperature', at: 99, within: 3 },
      { only: ['dischargeUndertemperature', 'chargeUndertemperature'] },
      { at: 50, path: 'discharge', closed: false },
      { at: 120, path: 'discharge', closed: true },
      { at: 120, path: 'charge', closed: false },
    ],
  },
  {
    id: 'hot-charge',
    help: 'A cell is too hot to be charged, and may still be discharged.',
    cites:
      'Manual 5.3.3 q; domain reference 3.2 OTC: above otc for 2 s (and 2 s of reading), below the release for 5 s.',
    shows: 'chargeOvertemperature',
    simulation: HOUSE_PACK,
    durationSeconds: 300,
    // 55 degC at 70 s, 57 degC held from 74 s; from 150 s down: 50 degC at 164 s.
    steps: [...probeRises(1, 10, 0.5, 57), ...probeFalls(1, 150, 0.5, 57)],
    expect: [
      { trips: 'chargeOvertemperature', at: 72.5, within: 2 },
      { releases: 'chargeOvertemperature', at: 169.5, within: 2 },
      { only: ['chargeOvertemperature', 'probesDiffer'] },
      { at: 69, path: 'charge', closed: true },
      { at: 76, path: 'charge', closed: false },
      { at: 76, path: 'discharge', closed: true },
      { at: 200, path: 'charge', closed: true },
    ],
  },
  {
    id: 'hot-discharge',
    help: 'The room heats up beyond what the cells may be discharged at; the load goes, and comes back when it is cooler.',
    cites: 'Domain reference 3.2 OTD: above 60 degC for 2 s, below 55 degC for 5 s.',
    shows: 'dischargeOvertemperature',
    simulation: { pack: IN_A_BATH },
    durationSeconds: 600,
    steps: [
      { at: 5, load: { kind: 'current', amps: 20 } },
      { at: 10, ambientCelsius: 45 },
      { at: 150, ambientCelsius: 63 },
      { at: 350, ambientCelsius: 45 },
    ],
    // From 45 towards 63 degC: 60 degC after 54 s; from there towards 45 degC: 55 degC after 18 s.
    expect: [
      { trips: 'dischargeOvertemperature', at: 206, within: 4 },
      { releases: 'dischargeOvertemperature', at: 374, within: 4 },
      { only: ['chargeOvertemperature', 'dischargeOvertemperature'] },
      { at: 190, path: 'discharge', closed: true },
      { at: 220, path: 'discharge', closed: false },
      { at: 400, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'probes-differ',
    help: 'One probe is 20 K warmer than the others: a warning.',
    cites: 'Domain reference 3.2 T_DIFF: more than 15 K for 30 s warns.',
    shows: 'probesDiffer',
    simulation: HOUSE_PACK,
    durationSeconds: 120,
    steps: probeRises(2, 10, 0.5, 45),
    expect: [
      { trips: 'probesDiffer', at: 70.5, within: 2 },
      { only: ['probesDiffer'] },
      { at: 120, path: 'charge', closed: true },
      { at: 120, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'mos-hot',
    help: 'The power stage is at 110 degC: everything opens until it has cooled.',
    cites: 'Manual 5.3.3 s; domain reference 3.2 MOT with 2.1: above 100 degC for 2 s, until below 80 degC.',
    shows: 'powerStageOvertemperature',
    simulation: HOUSE_PACK,
    durationSeconds: 300,
    steps: [
      { at: 20, fault: 'hotPowerStage', with: { celsius: 110 } },
      { at: 60, mend: 'hotPowerStage' },
    ],
    expect: [
      { trips: 'powerStageOvertemperature', at: 22.5, within: 1.5 },
      // It cools with 120 s towards 25 degC: 80 degC after 52 s.
      { releases: 'powerStageOvertemperature', at: 112, within: 4 },
      { only: ['powerStageOvertemperature'] },
      { at: 25, path: 'charge', closed: false },
      { at: 25, path: 'discharge', closed: false },
      { at: 130, path: 'discharge', closed: true },
    ],
  },
];
