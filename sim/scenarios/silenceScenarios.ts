// Nothing is known: a measurement is silent, a supply is off, the settings are gone, the cells are not those expected.

import { HOUSE_PACK } from './packs';
import type { Fault } from '../../protection/rules';
import type { Scenario } from './scenario';

const SILENCE = 'Domain reference 3.1: stale after 1 s, trip after 2 s; 3.2 COMM: everything off, 5 s good.';
const SUPPLY = 'Domain reference 3.2 SUPPLY: V+ < 12 V or > 110 V, coil rail < 9 V for 100 ms; 5 s good.';

/** Silent from 20 s to 40 s; the last answer was up to `periodSeconds` earlier. */
function silence(
  id: string,
  help: string,
  shows: Fault,
  fault: string,
  afterSeconds: number,
  periodSeconds: number,
): Scenario {
  return {
    id,
    help,
    cites: SILENCE,
    shows,
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 20, fault },
      { at: 40, mend: fault },
    ],
    expect: [
      { trips: shows, between: [20 + afterSeconds - periodSeconds, 20 + afterSeconds + 0.1] },
      { releases: shows, between: [45, 45.1 + periodSeconds] },
      { only: [shows] },
      { at: 19, path: 'discharge', closed: true },
      { at: 20.2 + afterSeconds, path: 'charge', closed: false },
      { at: 20.2 + afterSeconds, path: 'discharge', closed: false },
      { at: 55, path: 'charge', closed: true },
      { at: 55, path: 'discharge', closed: true },
    ],
  };
}

function supply(id: string, help: string, shows: Fault, fault: string, volts: number): Scenario {
  return {
    id,
    help,
    cites: SUPPLY,
    shows,
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [
      { at: 20, fault, with: { volts } },
      { at: 30, mend: fault },
    ],
    expect: [
      { trips: shows, at: 20.1, within: 0.1 },
      { releases: shows, at: 35, within: 0.2 },
      { only: [shows] },
      { at: 20.3, path: 'charge', closed: false },
      { at: 20.3, path: 'discharge', closed: false },
      { at: 29, path: 'charge', closed: false },
      { at: 45, path: 'charge', closed: true },
      { at: 45, path: 'discharge', closed: true },
    ],
  };
}

export const silenceScenarios: readonly Scenario[] = [
  silence('afe-silent', 'The cell monitor does not answer.', 'cellsSilent', 'cellMonitorSilent', 2, 0.25),
  silence('shunt-silent', 'The shunt monitor does not answer.', 'currentSilent', 'shuntSilent', 2, 0.05),
  {
    ...silence('thermometers-silent', 'No temperature is read.', 'temperaturesSilent', 'thermometersSilent', 5, 1),
    cites:
      'Domain reference 3.1, 3.2 COMM: read every 1 s, so stale after three periods, and trip 2 s later; 5 s good.',
  },
  silence('supply-silent', 'The supplies are not measured.', 'supplySilent', 'supplySilent', 2, 0.05),
  supply('supply-low', 'The board supply sinks to 10 V.', 'supplyLow', 'supplyVoltage', 10),
  supply('supply-high', 'The board supply rises to 120 V.', 'supplyHigh', 'supplyVoltage', 120),
  supply(
    'coil-supply-low',
    'The coil rail sags to 8 V: too low to close, high enough to chatter.',
    'coilSupplyLow',
    'coilRailLow',
    8,
  ),
  {
    id: 'cell-count-wrong',
    help: 'The settings say 15 cells, 16 are connected; then the settings are put right.',
    cites: 'Manual 5.3.3 d; domain reference 3.2 COUNT: nothing closes until it matches or the setting is changed.',
    shows: 'cellCountWrong',
    simulation: { ...HOUSE_PACK, settings: { cellCount: 15 } },
    durationSeconds: 60,
    steps: [
      // A board that measures its stack would see it as well: here the count stands alone.
      { at: 0, fault: 'stackSilent' },
      { at: 30, set: { cellCount: 16 } },
    ],
    expect: [
      { trips: 'cellCountWrong', at: 0, within: 0.5 },
      { releases: 'cellCountWrong', at: 30, within: 0.5 },
      { only: ['cellCountWrong'] },
      { at: 1, path: 'charge', closed: false },
      { at: 29, path: 'charge', closed: false },
      { at: 29, path: 'discharge', closed: false },
      { at: 20, point: 'errorCode', from: 9, to: 9 },
      { at: 40, path: 'charge', closed: true },
      { at: 40, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'cell-lost',
    help: 'One cell of the row is not connected at the start: the count does not match, nothing closes.',
    cites: 'Domain reference 10, fault 8: COUNT (error 9).',
    simulation: HOUSE_PACK,
    durationSeconds: 60,
    steps: [{ at: 0, fault: 'cellDisconnected', with: { cell: 15 } }],
    expect: [
      { trips: 'cellCountWrong', at: 0, within: 0.5 },
      { at: 60, path: 'charge', closed: false },
      { at: 60, path: 'discharge', closed: false },
    ],
  },
  {
    id: 'settings-lost',
    help: 'The store hands over nonsense: safe state until a user chooses a preset.',
    cites: 'Domain reference 3.2 CFG and 10, fault 31: everything off, error 7, until a preset is chosen.',
    shows: 'settingsLost',
    // As many cells as the factory state says, so that nothing else is wrong.
    simulation: { pack: { cells: 25 }, storedSettings: { cellCount: 'sixteen' } },
    durationSeconds: 60,
    steps: [{ at: 30, commission: 'safe' }],
    expect: [
      { trips: 'settingsLost', at: 0, within: 0.1 },
      { releases: 'settingsLost', at: 30, within: 0.1 },
      { at: 20, point: 'errorCode', from: 7, to: 7 },
      { at: 20, path: 'charge', closed: false },
      { at: 20, path: 'discharge', closed: false },
      { at: 40, path: 'discharge', closed: true },
    ],
  },
  {
    id: 'factory-fresh',
    help: 'As delivered: no chemistry chosen, so nothing closes, switched on or not.',
    cites: 'Domain reference 2.1 and 3.2 CFG: no default permits; a preset chosen by the user ends it.',
    shows: 'chemistryUnset',
    simulation: { ...HOUSE_PACK, factory: true },
    durationSeconds: 60,
    steps: [
      { at: 5, set: { cellCount: 16, chargeSwitch: 1, dischargeSwitch: 1 } },
      { at: 30, commission: 'safe' },
    ],
    expect: [
      { trips: 'chemistryUnset', at: 0, within: 0.1 },
      { releases: 'chemistryUnset', at: 30, within: 0.1 },
      { at: 20, path: 'charge', closed: false },
      { at: 20, path: 'discharge', closed: false },
      { at: 40, path: 'charge', closed: true },
      { at: 40, path: 'discharge', closed: true },
    ],
  },
];
