// Cell and current readings that lie, or tell of one lone cell that runs away while all others stay at 3.335 V.
// A reading may be disbelieved; a cell beyond its limit may not be missed because of that.

import { HOUSE_PACK, restingAt } from './packs';
import type { Expectation, Scenario, Step } from './scenario';

const REST_MILLIVOLTS = 3_335;
const LONE_CELL = 7;
const START = 20;

/** The lone cell's reading ramps by `millivoltsPerSecond` until it has moved by `millivolts`, and stays there. */
function ramp(millivoltsPerSecond: number, millivolts: number): Step[] {
  const there = Math.round((START + millivolts / millivoltsPerSecond) * 20) / 20;
  return [
    { at: START, fault: 'cellRamp', with: { cell: LONE_CELL, millivoltsPerSecond } },
    { at: there, mend: 'cellRamp' },
    { at: there, fault: 'cellOffset', with: { cell: LONE_CELL, millivolts } },
  ];
}

function jump(millivolts: number): Step[] {
  return [{ at: START, fault: 'cellOffset', with: { cell: LONE_CELL, millivolts } }];
}

/** When a ramp from rest crosses a level, to a twentieth of a second. */
function crossing(millivoltsPerSecond: number, level: number): number {
  return Math.round((START + (level - REST_MILLIVOLTS) / millivoltsPerSecond) * 20) / 20;
}

const OVERVOLTAGE = 3_650;
const UNDERVOLTAGE = 2_600;
const REACTION_SECONDS = 2.5;
const CITES =
  'Domain reference 3.1 and 10, fault 1: the path opens within delay + 0.5 s of crossing, the other direction stays; ' +
  '3.6: a reading that jumps is disbelieved, and trips all the same.';

function loneCell(
  id: string,
  help: string,
  steps: readonly Step[],
  expect: readonly Expectation[],
  shows?: Scenario['shows'],
): Scenario {
  return {
    id,
    help,
    cites: CITES,
    ...(shows === undefined ? {} : { shows }),
    simulation: restingAt(REST_MILLIVOLTS / 1_000),
    durationSeconds: 90,
    steps,
    expect,
  };
}

export const readingScenarios: readonly Scenario[] = [
  loneCell(
    'lone-cell-up-20',
    'One cell rises by 20 mV/s to 3.9 V: charging stops.',
    ramp(20, 565),
    [
      { trips: 'cellOvervoltage', at: crossing(20, OVERVOLTAGE) + 2, within: 0.5 },
      { only: ['cellOvervoltage', 'cellOvervoltageCritical', 'cellSpreadWarning'] },
      { at: crossing(20, OVERVOLTAGE) - 0.2, path: 'charge', closed: true },
      { at: crossing(20, OVERVOLTAGE) + REACTION_SECONDS, path: 'charge', closed: false },
      { at: 90, path: 'discharge', closed: true },
    ],
    'cellOvervoltage',
  ),
  loneCell('lone-cell-up-100', 'One cell rises by 100 mV/s to 3.9 V: charging stops.', ramp(100, 565), [
    { trips: 'cellOvervoltageCritical', at: crossing(100, OVERVOLTAGE + 100) + 0.3, within: 0.5 },
    { only: ['cellOvervoltage', 'cellOvervoltageCritical', 'cellSpreadWarning'] },
    { at: crossing(100, OVERVOLTAGE) + REACTION_SECONDS, path: 'charge', closed: false },
    { at: 90, path: 'discharge', closed: true },
  ]),
  loneCell(
    'lone-cell-up-500',
    'One cell rises by 500 mV/s: far beyond its limit, charging stops without the usual delay.',
    ramp(500, 500),
    [
      { trips: 'cellOvervoltageCritical', at: crossing(500, OVERVOLTAGE + 100) + 0.3, within: 0.5 },
      { only: ['cellOvervoltage', 'cellOvervoltageCritical', 'cellSpreadWarning'] },
      { at: crossing(500, OVERVOLTAGE + 100) + 0.85, path: 'charge', closed: false },
      { at: 90, path: 'discharge', closed: true },
    ],
    'cellOvervoltageCritical',
  ),
  loneCell('lone-cell-jump-up', 'One cell jumps from 3.335 V to 3.9 V and stays: charging stops.', jump(565), [
    { trips: 'cellOvervoltage', at: START + 2, within: 0.5 },
    { at: START - 0.2, path: 'charge', closed: true },
    { at: START + REACTION_SECONDS, path: 'charge', closed: false },
    { at: 90, path: 'charge', closed: false },
  ]),
  loneCell('lone-cell-down-20', 'One cell falls by 20 mV/s to 2.5 V: the load goes.', ramp(-20, -780), [
    { trips: 'cellUndervoltage', at: crossing(-20, UNDERVOLTAGE) + 2, within: 0.5 },
    { at: crossing(-20, UNDERVOLTAGE) - 0.2, path: 'discharge', closed: true },
    { at: crossing(-20, UNDERVOLTAGE) + REACTION_SECONDS, path: 'discharge', closed: false },
    { at: crossing(-20, UNDERVOLTAGE) + REACTION_SECONDS, path: 'charge', closed: true },
  ]),
  loneCell('lone-cell-down-100', 'One cell falls by 100 mV/s: the load goes.', ramp(-100, -900), [
    { trips: 'cellUndervoltageCritical', at: crossing(-100, UNDERVOLTAGE - 100) + 0.3, within: 0.5 },
    { at: crossing(-100, UNDERVOLTAGE) + REACTION_SECONDS, path: 'discharge', closed: false },
  ]),
  loneCell(
    'lone-cell-down-500',
    'One cell falls by 500 mV/s: the load goes without the usual delay.',
    ramp(-500, -900),
    [
      { trips: 'cellUndervoltageCritical', at: crossing(-500, UNDERVOLTAGE - 100) + 0.3, within: 0.5 },
      { at: crossing(-500, UNDERVOLTAGE - 100) + 0.85, path: 'discharge', closed: false },
      { at: crossing(-500, UNDERVOLTAGE - 100) + 0.85, path: 'charge', closed: true },
    ],
    'cellUndervoltageCritical',
  ),
  loneCell('lone-cell-jump-down', 'One cell jumps from 3.335 V to 2.535 V and stays: the load goes.', jump(-800), [
    { trips: 'cellUndervoltage', at: START + 2, within: 0.5 },
    { at: START - 0.2, path: 'discharge', closed: true },
    { at: START + REACTION_SECONDS, path: 'discharge', closed: false },
    { at: 90, path: 'discharge', closed: false },
  ]),
  {
    id: 'cell-spike',
    help: 'One scan shows one cell at 5 V: rejected, nothing trips.',
    cites: 'Domain reference 10, fault 2: rejected, no trip, counter + 1.',
    simulation: restingAt(3.335),
    durationSeconds: 60,
    steps: [{ at: 20, fault: 'cellSpike', with: { cell: 3, millivolts: 5_000 } }],
    expect: [
      { never: 'any' },
      { at: 19, point: 'readingsRejected', from: 0, to: 0 },
      { at: 25, point: 'readingsRejected', from: 1, to: 1 },
      { at: 60, path: 'charge', closed: true },
      { at: 60, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'cell-jump-within-limits',
    help: 'A cell jumps by 430 mV and stays within every limit: a value that cannot be believed does not protect.',
    cites: 'Domain reference 3.6: a change of more than 300 mV without current is rejected, then PLAUS after 2 s.',
    shows: 'cellReadingDistrusted',
    simulation: restingAt(3.335),
    durationSeconds: 60,
    steps: [{ at: 20, fault: 'cellOffset', with: { cell: 3, millivolts: -430 } }],
    expect: [
      { trips: 'cellReadingDistrusted', at: 22, within: 0.5 },
      { only: ['cellReadingDistrusted'] },
      { at: 19, path: 'discharge', closed: true },
      { at: 23, path: 'charge', closed: false },
      { at: 23, path: 'discharge', closed: false },
    ],
  },
  {
    id: 'stack-disagrees',
    help: 'The stack measures 2 V more than the sum of its cells.',
    cites: 'Domain reference 3.6: more than max(1 %, 50 mV x n) apart; PLAUS after 2 s, 10 s plausible.',
    shows: 'stackDisagrees',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 20, fault: 'stackOffset', with: { millivolts: 2_000 } },
      { at: 30, mend: 'stackOffset' },
    ],
    expect: [
      { trips: 'stackDisagrees', at: 22, within: 0.5 },
      { releases: 'stackDisagrees', at: 40, within: 0.5 },
      { only: ['stackDisagrees'] },
      { at: 23, path: 'charge', closed: false },
      { at: 23, path: 'discharge', closed: false },
      { at: 50, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'cells-frozen',
    help: 'The cell monitor repeats its last values while the current changes.',
    cites:
      'Domain reference 10, fault 3: safe state within 10 s; 3.6: 20 identical scans while the current moves by 5 A.',
    shows: 'cellsFrozen',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 10, fault: 'cellMonitorFrozen' },
      { at: 12, load: { kind: 'current', amps: 20 } },
      { at: 30, mend: 'cellMonitorFrozen' },
    ],
    expect: [
      { trips: 'cellsFrozen', between: [12, 22] },
      { releases: 'cellsFrozen', at: 40, within: 0.5 },
      { only: ['cellsFrozen'] },
      { at: 22, path: 'charge', closed: false },
      { at: 22, path: 'discharge', closed: false },
    ],
  },
  {
    id: 'shunt-reversed',
    help: 'The shunt is wired the wrong way round: each step of the load moves the cells against the current.',
    cites: 'Domain reference 3.6 and 10, fault 14: after 5 contradictions.',
    shows: 'currentSignWrong',
    simulation: HOUSE_PACK,
    durationSeconds: 120,
    steps: [
      { at: 0, fault: 'shuntReversed' },
      ...Array.from({ length: 6 }, (_, pulse): Step[] => [
        { at: 10 + 10 * pulse, load: { kind: 'current', amps: 60 } },
        { at: 15 + 10 * pulse, load: null },
      ]).flat(),
      { at: 90, mend: 'shuntReversed' },
      { at: 90, clearByHand: true },
    ],
    // Five steps are over by 30 s, each seen in one or two blocks of 1 s.
    expect: [
      { trips: 'currentSignWrong', between: [15, 33] },
      { releases: 'currentSignWrong', at: 90, within: 0.2 },
      { only: ['currentSignWrong'] },
      { at: 35, path: 'charge', closed: false },
      { at: 35, path: 'discharge', closed: false },
      { at: 100, path: 'discharge', closed: true },
    ],
  },
];
