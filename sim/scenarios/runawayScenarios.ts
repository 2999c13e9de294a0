// Thermal runaway and lost probes: where a temperature must not be waited for, or is not there any more.

import { HOUSE_PACK } from './packs';
import type { Scenario, Step } from './scenario';

const EVERY_PROBE = [0, 1, 2] as const;

export const runawayScenarios: readonly Scenario[] = [
  {
    id: 'runaway-rise',
    help: 'A probe rises by 2 K/s: everything opens and stays open until the user has looked.',
    cites: 'Domain reference 3.2 T_RUNAWAY: more than 1 K/s for 3 s; released by the user alone. Fault 22.',
    shows: 'thermalRunawayRise',
    simulation: HOUSE_PACK,
    durationSeconds: 180,
    steps: [
      { at: 10, fault: 'probeRise', with: { probe: 0, kelvinPerSecond: 2 } },
      { at: 20, mend: 'probeRise' },
      { at: 120, clearByHand: true },
    ],
    expect: [
      { trips: 'thermalRunawayRise', at: 14, within: 1.5 },
      { releases: 'thermalRunawayRise', at: 120, within: 0.2 },
      { only: ['thermalRunawayRise', 'probesDiffer'] },
      { at: 16, path: 'charge', closed: false },
      { at: 16, path: 'discharge', closed: false },
      { at: 119, path: 'discharge', closed: false },
      { at: 130, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'runaway-cell',
    help: 'A cell under a probe heats from inside by 2 K/s, seen through the 30 s of the probe.',
    // The probe's rate passes 1 K/s after 30 s x ln 2 = 21 s.
    cites: 'Domain reference 3.2 T_RUNAWAY and 9.3: rate of a probe with 30 s of lag.',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 10, fault: 'heatCell', with: { cell: 0, kelvinPerSecond: 2 } },
      { at: 40, mend: 'heatCell' },
    ],
    expect: [
      { trips: 'thermalRunawayRise', at: 35, within: 3 },
      { at: 40, path: 'charge', closed: false },
      { at: 40, path: 'discharge', closed: false },
    ],
    endsWith: ['thermalRunawayRise'],
  },
  {
    id: 'runaway-hot',
    help: 'A cell slowly reaches 85 degC and cools again: what has been so hot is not used again by itself.',
    cites: 'Domain reference 3.2 T_RUNAWAY: a probe above 80 degC; released by the user alone.',
    shows: 'thermalRunawayHot',
    simulation: HOUSE_PACK,
    durationSeconds: 400,
    steps: [
      { at: 10, fault: 'probeRise', with: { probe: 1, kelvinPerSecond: 0.5 } },
      { at: 130, fault: 'probeOverride', with: { probe: 1, celsius: 85 } },
      { at: 130, fault: 'probeRise', with: { probe: 1, kelvinPerSecond: -0.5 } },
      { at: 250, mend: 'probeRise' },
      { at: 250, mend: 'probeOverride' },
      { at: 380, clearByHand: true },
    ],
    expect: [
      { trips: 'thermalRunawayHot', at: 122.5, within: 2 },
      { releases: 'thermalRunawayHot', at: 380, within: 0.2 },
      {
        only: ['thermalRunawayHot', 'chargeOvertemperature', 'dischargeOvertemperature', 'probesDiffer'],
      },
      { at: 370, path: 'charge', closed: false },
      { at: 370, path: 'discharge', closed: false },
      { at: 395, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'runaway-fall',
    help: 'A cell loses voltage at rest while it grows warm, as with an internal short.',
    cites: 'Domain reference 3.2 T_RUNAWAY: a drop of more than 150 mV at low current with the temperature rising.',
    shows: 'thermalRunawayFall',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 20, fault: 'probeRise', with: { probe: 0, kelvinPerSecond: 0.5 } },
      { at: 20, fault: 'cellRamp', with: { cell: 0, millivoltsPerSecond: -40 } },
      { at: 30, mend: 'cellRamp' },
      { at: 30, fault: 'cellOffset', with: { cell: 0, millivolts: -400 } },
    ],
    // 150 mV after 4 s, then 2 s.
    expect: [
      { trips: 'thermalRunawayFall', between: [24, 30] },
      { only: ['thermalRunawayFall', 'probesDiffer'] },
      { at: 31, path: 'charge', closed: false },
      { at: 31, path: 'discharge', closed: false },
    ],
  },
  {
    id: 'probe-open',
    help: 'A probe loses its wire: charging stops, the load stays while other probes still see.',
    cites: 'Domain reference 3.2 SENSOR_T: 2 s (and 2 s of reading); 10 s good.',
    shows: 'probeLost',
    simulation: HOUSE_PACK,
    durationSeconds: 120,
    steps: [
      { at: 20, fault: 'probeOpen', with: { probe: 0 } },
      { at: 90, mend: 'probeOpen' },
    ],
    expect: [
      { trips: 'probeLost', at: 22.5, within: 1 },
      { releases: 'probeLost', at: 100.5, within: 1 },
      { only: ['probeLost'] },
      { at: 19, path: 'charge', closed: true },
      { at: 25, path: 'charge', closed: false },
      { at: 89, path: 'discharge', closed: true },
      { at: 110, path: 'charge', closed: true },
    ],
  },
  {
    id: 'probes-blind',
    help: 'Every probe is lost: after a minute the load goes as well.',
    cites: 'Domain reference 3.2 SENSOR_T: discharge off after 60 s when it was the only probe left.',
    shows: 'probesBlind',
    simulation: HOUSE_PACK,
    durationSeconds: 180,
    steps: [
      ...EVERY_PROBE.map((probe): Step => ({ at: 20, fault: 'probeShorted', with: { probe } })),
      { at: 120, mend: 'probeShorted' },
    ],
    expect: [
      { trips: 'probeLost', at: 22.5, within: 1 },
      { trips: 'probesBlind', at: 80.5, within: 1 },
      { releases: 'probesBlind', at: 130.5, within: 1 },
      { only: ['probeLost', 'probesBlind'] },
      { at: 79, path: 'discharge', closed: true },
      { at: 83, path: 'discharge', closed: false },
      { at: 140, path: 'discharge', closed: true },
    ],
  },
];
