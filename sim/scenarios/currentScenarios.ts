// Over-currents, their delays, releases and locks. Two of them are the manual's own worked examples, to 0.2 s.

import { disobedient, HOUSE_PACK } from './packs';
import type { Expectation, Scenario, Step } from './scenario';

const MANUAL_CHARGE = {
  chargeOvercurrentTripMilliamps: 10_000,
  chargeOvercurrentDelaySeconds: 10,
  chargeOvercurrentReleaseSeconds: 50,
} as const;
const MANUAL_DISCHARGE = {
  dischargeOvercurrentTripMilliamps: 100_000,
  dischargeOvercurrentDelaySeconds: 10,
  dischargeOvercurrentReleaseSeconds: 50,
} as const;

const MANUAL_CHARGE_STEPS: readonly Step[] = [
  { at: 20, charger: disobedient(3.45, 12) },
  { at: 85, charger: null },
];
const MANUAL_CHARGE_EXPECT: readonly Expectation[] = [
  { trips: 'chargeOvercurrent', at: 30, within: 0.2 },
  { releases: 'chargeOvercurrent', afterTrip: 50, within: 0.2 },
  { trips: 'chargeOvercurrent', times: 1 },
  { only: ['chargeOvercurrent'] },
  { at: 29.7, path: 'charge', closed: true },
  { at: 30.3, path: 'charge', closed: false },
  { at: 30.3, path: 'discharge', closed: true },
  { at: 79.7, path: 'charge', closed: false },
  { at: 80.3, path: 'charge', closed: true },
];

/** 1 % above the limit until a second before the delay ends, then below; several times. */
function justNotLongEnough(fromSeconds: number, rounds: number): Step[] {
  return Array.from({ length: rounds }, (_, round): Step[] => [
    { at: fromSeconds + 10 * round, load: { kind: 'current', amps: 101 } },
    { at: fromSeconds + 10 * round + 9, load: { kind: 'current', amps: 90 } },
  ]).flat();
}

export const currentScenarios: readonly Scenario[] = [
  {
    id: 'occ-manual',
    help: "The manual's example: 10 A for 10 s stop charging, 50 s later charging is back.",
    cites: 'Manual 5.3.3 l, worked example; domain reference 10, fault 21: exact times within 0.2 s.',
    shows: 'chargeOvercurrent',
    simulation: { ...HOUSE_PACK, settings: MANUAL_CHARGE },
    durationSeconds: 120,
    steps: MANUAL_CHARGE_STEPS,
    expect: MANUAL_CHARGE_EXPECT,
  },
  {
    id: 'clock-wrap',
    help: "The same while the firmware's millisecond count wraps in the middle of the delay.",
    cites: 'Domain reference 10, fault 33: a wrap of the clock releases nothing early or late.',
    simulation: { ...HOUSE_PACK, settings: MANUAL_CHARGE, clockOffsetMs: 2 ** 31 - 25_000 },
    durationSeconds: 120,
    steps: MANUAL_CHARGE_STEPS,
    expect: MANUAL_CHARGE_EXPECT,
  },
  {
    id: 'clock-zero',
    help: 'The same while the count passes from -1 to 0 in the middle of the delay.',
    cites: 'Domain reference 10, fault 33.',
    simulation: { ...HOUSE_PACK, settings: MANUAL_CHARGE, clockOffsetMs: -25_000 },
    durationSeconds: 120,
    steps: MANUAL_CHARGE_STEPS,
    expect: MANUAL_CHARGE_EXPECT,
  },
  {
    id: 'ocd-manual',
    help: "The manual's example: 100 A for 10 s take the load, 50 s later it is back.",
    cites: 'Manual 5.3.3 m, worked example; within 0.2 s. Then pre-charge, as before every closing.',
    shows: 'dischargeOvercurrent',
    simulation: { ...HOUSE_PACK, settings: MANUAL_DISCHARGE },
    durationSeconds: 120,
    steps: [
      { at: 20, load: { kind: 'current', amps: 110 } },
      { at: 82, load: null },
    ],
    expect: [
      { trips: 'dischargeOvercurrent', at: 30, within: 0.2 },
      { releases: 'dischargeOvercurrent', afterTrip: 50, within: 0.2 },
      { trips: 'dischargeOvercurrent', times: 1 },
      { only: ['dischargeOvercurrent'] },
      { at: 29.7, path: 'discharge', closed: true },
      { at: 30.3, path: 'discharge', closed: false },
      { at: 30.3, path: 'charge', closed: true },
      { at: 79.7, path: 'precharge', closed: false },
      { at: 80.3, path: 'precharge', closed: true },
      { at: 85, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'intermittent-overcurrent',
    help: 'A load 1 % above the limit, but never for the whole delay: no trip; until it stays.',
    cites:
      'Manual 5.3.3 m (continuously); domain reference 10, fault 20: 1 % above for the delay - 1 s, then below, again.',
    simulation: { ...HOUSE_PACK, settings: MANUAL_DISCHARGE },
    durationSeconds: 150,
    steps: [...justNotLongEnough(20, 10), { at: 120, load: { kind: 'current', amps: 101 } }, { at: 131, load: null }],
    expect: [
      { trips: 'dischargeOvercurrent', at: 130, within: 0.2 },
      { trips: 'dischargeOvercurrent', times: 1 },
      { only: ['dischargeOvercurrent'] },
    ],
  },
  {
    id: 'charge-overcurrent-2',
    help: 'A charger of more than twice the limit, as a second pack would be: charging stops within half a second.',
    cites: 'Domain reference 3.2 OCC2: above 2 x occ for 500 ms; 3.1: within the delay + 100 ms; occRel s.',
    shows: 'chargeOvercurrent2',
    simulation: HOUSE_PACK,
    durationSeconds: 120,
    steps: [
      { at: 20, charger: disobedient(3.7, 250) },
      { at: 30, charger: null },
    ],
    expect: [
      { trips: 'chargeOvercurrent2', at: 20.5, within: 0.1 },
      { releases: 'chargeOvercurrent2', afterTrip: 60, within: 0.2 },
      { only: ['chargeOvercurrent2'] },
      { at: 20.7, path: 'charge', closed: false },
      { at: 20.7, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'discharge-overcurrent-2',
    help: 'A load far above the limit, yet no short circuit: disconnected within half a second.',
    cites: 'Domain reference 3.2 OCD2: 600 A for 500 ms; 3.1: within the delay + 100 ms; ocdRel s.',
    shows: 'dischargeOvercurrent2',
    simulation: HOUSE_PACK,
    durationSeconds: 120,
    steps: [
      { at: 20, load: { kind: 'current', amps: 650 } },
      { at: 30, load: null },
    ],
    expect: [
      { trips: 'dischargeOvercurrent2', at: 20.5, within: 0.1 },
      { releases: 'dischargeOvercurrent2', afterTrip: 60, within: 0.2 },
      { only: ['dischargeOvercurrent2'] },
      { at: 20.7, path: 'discharge', closed: false },
      { at: 20.7, path: 'charge', closed: true },
    ],
  },
  {
    id: 'charge-overcurrent-lock',
    help: 'A charger that is too strong again and again is locked out until it has been away for 30 s.',
    cites:
      'Domain reference 3.2 OC_LOCK: 5 trips of one kind within 600 s; released 30 s after removal (seen within 5 s).',
    shows: 'chargeOvercurrentLock',
    simulation: {
      ...HOUSE_PACK,
      settings: {
        chargeOvercurrentTripMilliamps: 10_000,
        chargeOvercurrentDelaySeconds: 2,
        chargeOvercurrentReleaseSeconds: 10,
      },
    },
    durationSeconds: 240,
    steps: [
      { at: 10, charger: disobedient(3.45, 12) },
      { at: 160, charger: null },
    ],
    expect: [
      { trips: 'chargeOvercurrent', at: 12, within: 0.2 },
      { trips: 'chargeOvercurrent', times: 5 },
      { trips: 'chargeOvercurrentLock', at: 60, within: 0.6 },
      { releases: 'chargeOvercurrentLock', at: 195, within: 0.5 },
      { at: 150, path: 'charge', closed: false },
      { at: 150, path: 'discharge', closed: true },
      { at: 200, path: 'charge', closed: true },
    ],
  },
  {
    id: 'discharge-overcurrent-lock',
    help: 'A load that is too strong again and again is locked out until a charger comes.',
    cites: 'Domain reference 3.2 OC_LOCK: 5 trips of one kind within 600 s; released by a charger (seen after 1 s).',
    shows: 'dischargeOvercurrentLock',
    simulation: {
      ...HOUSE_PACK,
      settings: {
        dischargeOvercurrentTripMilliamps: 100_000,
        dischargeOvercurrentDelaySeconds: 2,
        dischargeOvercurrentReleaseSeconds: 10,
      },
    },
    durationSeconds: 240,
    steps: [
      { at: 10, load: { kind: 'current', amps: 110 } },
      { at: 180, load: null },
      { at: 190, charger: disobedient(3.45, 5) },
    ],
    expect: [
      { trips: 'dischargeOvercurrent', at: 12, within: 0.2 },
      { trips: 'dischargeOvercurrent', times: 5 },
      { trips: 'dischargeOvercurrentLock', between: [60, 120] },
      { releases: 'dischargeOvercurrentLock', between: [190, 193] },
      { at: 170, path: 'discharge', closed: false },
      { at: 170, path: 'charge', closed: true },
      { at: 200, path: 'discharge', closed: true },
    ],
  },
];
