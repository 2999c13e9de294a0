// Short circuits, what follows them, and outputs that do not do what they are told.

import { disobedient, HOUSE_PACK } from './packs';
import type { Scenario, Step } from './scenario';

const SHORT = { fault: 'deadShort', with: { milliohms: 5 } } as const;

function shortFor(fromSeconds: number, forSeconds: number): Step[] {
  return [
    { at: fromSeconds, ...SHORT },
    { at: fromSeconds + forSeconds, mend: 'deadShort' },
  ];
}

export const shortCircuitScenarios: readonly Scenario[] = [
  {
    id: 'short-circuit',
    help: 'A dead short at the load: the hardware opens within milliseconds; gone, the load comes back by itself.',
    cites:
      'Manual 5.3.3 n and domain reference 3.2 SCD: everything opens; after scRel 60 s latch reset, then pre-charge.',
    shows: 'dischargeShortCircuit',
    simulation: HOUSE_PACK,
    durationSeconds: 120,
    steps: shortFor(20, 10),
    expect: [
      { trips: 'dischargeShortCircuit', at: 20, within: 0.1 },
      { releases: 'dischargeShortCircuit', afterTrip: 60, within: 0.2 },
      { only: ['dischargeShortCircuit'] },
      { at: 20.1, path: 'discharge', closed: false },
      { at: 20.1, path: 'charge', closed: false },
      { at: 79.5, path: 'precharge', closed: false },
      { at: 85, path: 'discharge', closed: true },
      { at: 85, path: 'charge', closed: true },
    ],
  },
  {
    id: 'short-still-present',
    help: 'The short is still there when its time is over: pre-charge finds it, the contactor is not closed onto it.',
    cites: 'Domain reference 8.3: three attempts of 5 s with 10 s pause, then 300 s cooldown.',
    shows: 'prechargeFailed',
    simulation: HOUSE_PACK,
    durationSeconds: 450,
    steps: shortFor(20, 180),
    expect: [
      { trips: 'dischargeShortCircuit', at: 20, within: 0.1 },
      { trips: 'dischargeShortCircuit', times: 1 },
      { trips: 'prechargeFailed', at: 115, within: 1 },
      { releases: 'prechargeFailed', afterTrip: 300, within: 0.2 },
      { only: ['dischargeShortCircuit', 'prechargeFailed'] },
      { at: 110, path: 'discharge', closed: false },
      { at: 300, path: 'discharge', closed: false },
      { at: 300, path: 'charge', closed: true },
      { at: 440, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'load-at-precharge',
    help: 'A resistor already draws when the load path is to close: it is found out by pre-charge.',
    cites: 'Domain reference 10, fault 27, and 8.3: a current that does not decay fails; 3 tries, then 300 s.',
    simulation: HOUSE_PACK,
    durationSeconds: 360,
    steps: [
      { at: 0, load: { kind: 'resistor', ohms: 5 } },
      { at: 100, load: null },
    ],
    expect: [
      { trips: 'prechargeFailed', at: 35, within: 1 },
      { releases: 'prechargeFailed', afterTrip: 300, within: 0.2 },
      { only: ['prechargeFailed'] },
      { at: 30, path: 'discharge', closed: false },
      { at: 30, path: 'charge', closed: true },
      { at: 350, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'precharge-beside-charger',
    help: 'A charger delivers, and grows stronger, while the load is pre-charged: its current must not pass for settled.',
    cites: 'Domain reference 8.3: |I| < 0.5 A before, the current decays; 8.4: closing order P, D, then C.',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 0, charger: disobedient(3.45, 20) },
      { at: 10, set: { dischargeSwitch: 0 } },
      ...Array.from({ length: 40 }, (_, rise): Step => ({ at: 20 + rise / 10, charger: disobedient(3.45, 20 + rise) })),
      { at: 20, set: { dischargeSwitch: 1 } },
    ],
    expect: [
      { never: 'any' },
      { at: 5, path: 'discharge', closed: true },
      { at: 5, path: 'charge', closed: true },
      { at: 19, path: 'discharge', closed: false },
      { at: 60, path: 'discharge', closed: true },
      { at: 60, path: 'charge', closed: true },
    ],
  },
  {
    id: 'short-circuit-lock',
    help: 'Three short circuits in a row: everything stays open until the user has looked.',
    cites: 'Domain reference 3.3: three SCD in 10 min lock.',
    shows: 'shortCircuitLock',
    simulation: HOUSE_PACK,
    durationSeconds: 400,
    steps: [...shortFor(20, 5), ...shortFor(90, 5), ...shortFor(160, 5), { at: 350, clearByHand: true }],
    expect: [
      { trips: 'dischargeShortCircuit', at: 90, within: 0.1, nth: 2 },
      { trips: 'dischargeShortCircuit', times: 3 },
      { trips: 'shortCircuitLock', at: 160, within: 0.2 },
      { releases: 'shortCircuitLock', at: 350, within: 0.2 },
      { only: ['dischargeShortCircuit', 'shortCircuitLock'] },
      { at: 300, path: 'charge', closed: false },
      { at: 300, path: 'discharge', closed: false },
      { at: 360, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'charge-short-circuit',
    help: 'A surge of more than 1000 A of charge current: everything opens at once.',
    cites: 'Domain reference 3.2 SCC: the charge-side alert, as SCD; scRel 60 s.',
    shows: 'chargeShortCircuit',
    simulation: HOUSE_PACK,
    durationSeconds: 120,
    steps: [
      { at: 20, charger: { ...disobedient(3.9, 1_200), cableOhms: 0.000_5 } },
      { at: 25, charger: null },
    ],
    expect: [
      { trips: 'chargeShortCircuit', at: 20, within: 0.1 },
      { releases: 'chargeShortCircuit', afterTrip: 60, within: 0.2 },
      { only: ['chargeShortCircuit'] },
      { at: 20.2, path: 'charge', closed: false },
      { at: 20.2, path: 'discharge', closed: false },
      { at: 85, path: 'charge', closed: true },
    ],
  },
  {
    id: 'output-disobeys',
    help: 'The charge driver reads back off while it is told on: nothing of this board is trusted until the user says so.',
    cites: 'Domain reference 8.4: within 200 ms; retry by the user.',
    shows: 'outputDisobeys',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 20, fault: 'readBackStuckOff', with: { output: 'charge' } },
      { at: 30, mend: 'readBackStuckOff' },
      { at: 40, clearByHand: true },
    ],
    expect: [
      { trips: 'outputDisobeys', at: 20.15, within: 0.1 },
      { releases: 'outputDisobeys', at: 40, within: 0.2 },
      { only: ['outputDisobeys'] },
      { at: 21, path: 'discharge', closed: false },
      { at: 39, path: 'discharge', closed: false },
      { at: 50, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'welded-discharge',
    help: 'The discharge contactor stays closed after the user has switched everything off: current without a path.',
    cites: 'Domain reference 3.6: both open and more than 1 A for 1 s is a weld or a shunt fault; 3.2 PLAUS.',
    shows: 'currentWithoutPath',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 5, load: { kind: 'current', amps: 20 } },
      { at: 10, fault: 'contactorWelded', with: { which: 'discharge' } },
      { at: 10, set: { chargeSwitch: 0, dischargeSwitch: 0 } },
      { at: 20, set: { chargeSwitch: 1 } },
    ],
    expect: [
      { trips: 'currentWithoutPath', at: 11.5, within: 0.2 },
      { only: ['currentWithoutPath'] },
      { at: 30, path: 'charge', closed: false },
    ],
  },
];
