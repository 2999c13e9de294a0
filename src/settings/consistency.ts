// What must hold between settings. Every write is judged by the whole table on the set it would lead to, all or nothing.
// Where a client that writes one register at a time would be caught between two rules, the value is taken as written
// and clamped where it is used: those clamps are in atUse.ts.

import type { Board } from '../../hal/ports/board';
import { deepFreeze } from '../model/deepFreeze';
import type { Refusal } from './refusal';
import type { SettingKey, SettingValues } from './registry';
import { chemistries } from './row';
import { roundedDown, rowOf } from './rows';

type Values = Readonly<SettingValues>;

export interface Rule {
  readonly id: string;
  readonly statement: string;
  /** What would mend it, none where this board allows nothing; undefined while the rule holds. */
  readonly broken: (values: Values, board: Board) => readonly Remedy[] | undefined;
}

/** One setting that would mend a broken rule, and how far it would have to go. */
interface Remedy {
  readonly key: SettingKey;
  readonly limit: number;
  readonly advice: string;
}

/** The board's electronics feed on the pack between these (the manual's 16 V to 100 V). */
const SUPPLY_MINIMUM_MILLIVOLTS = 16_000;
const PACK_MAXIMUM_MILLIVOLTS = 100_000;
/** The device must have stopped the discharge before it switches itself off. */
export const SHUTDOWN_DISTANCE_MILLIVOLTS = 20;
/** Beyond these no chemistry is safe, and the cell monitors no longer measure well. */
const CRITICAL_MINIMUM_MILLIVOLTS = 1_000;
const CRITICAL_MAXIMUM_MILLIVOLTS = 4_500;

export const rules = deepFreeze([
  {
    id: 'SET-1a',
    statement: 'Shutdown lies at least 20 mV below the undervoltage trip.',
    broken: (values) =>
      apart(values, 'cellShutdownMillivolts', SHUTDOWN_DISTANCE_MILLIVOLTS, 'cellUndervoltageTripMillivolts'),
  },
  {
    id: 'SET-1b',
    statement: 'The undervoltage release lies at least 50 mV above its trip.',
    broken: (values) => apart(values, 'cellUndervoltageTripMillivolts', 50, 'cellUndervoltageClearMillivolts'),
  },
  {
    id: 'SET-1c',
    statement: 'The overvoltage release lies at least 100 mV above the undervoltage release.',
    broken: (values) => apart(values, 'cellUndervoltageClearMillivolts', 100, 'cellOvervoltageClearMillivolts'),
  },
  {
    id: 'SET-1d',
    statement: 'The overvoltage release lies at least 20 mV below its trip.',
    broken: (values) => apart(values, 'cellOvervoltageClearMillivolts', 20, 'cellOvervoltageTripMillivolts'),
  },
  {
    id: 'SET-1e',
    statement: 'The critical undervoltage level is at least 1000 mV.',
    broken: (values) =>
      within(values, 'criticalMarginMillivolts', values.cellUndervoltageTripMillivolts - CRITICAL_MINIMUM_MILLIVOLTS),
  },
  {
    id: 'SET-1f',
    statement: 'The critical overvoltage level is at most 4500 mV.',
    broken: (values) =>
      within(values, 'criticalMarginMillivolts', CRITICAL_MAXIMUM_MILLIVOLTS - values.cellOvervoltageTripMillivolts),
  },
  {
    id: 'SET-2a',
    statement: 'The float voltage is below the charge voltage.',
    broken: (values) => apart(values, 'cellFloatMillivolts', 1, 'cellChargeMillivolts'),
  },
  {
    id: 'SET-2b',
    statement: 'Balancing starts at the charge voltage or below.',
    broken: (values) => apart(values, 'balanceStartMillivolts', 0, 'cellChargeMillivolts'),
  },
  {
    id: 'SET-3a',
    statement: 'All cells at their overvoltage trip stay within 100 V and what the board bears.',
    broken: (values, board) => {
      const limit = Math.min(PACK_MAXIMUM_MILLIVOLTS, board.maximumPackMillivolts);
      const cells = values.cellCount;
      const trip = values.cellOvervoltageTripMillivolts;
      if (cells * trip <= limit) return undefined;
      return remedies(
        atMost('cellCount', Math.floor(limit / trip)),
        atMost('cellOvervoltageTripMillivolts', Math.floor(limit / cells)),
      );
    },
  },
  {
    id: 'SET-3b',
    statement: 'All cells at their undervoltage trip still supply the board with 16 V, unless it has its own supply.',
    broken: (values, board) => {
      const cells = values.cellCount;
      const trip = values.cellUndervoltageTripMillivolts;
      if (board.externalSupply || cells * trip >= SUPPLY_MINIMUM_MILLIVOLTS) return undefined;
      return remedies(
        atLeast('cellCount', Math.ceil(SUPPLY_MINIMUM_MILLIVOLTS / trip)),
        atLeast('cellUndervoltageTripMillivolts', Math.ceil(SUPPLY_MINIMUM_MILLIVOLTS / cells)),
      );
    },
  },
  {
    id: 'SET-3c',
    statement: 'The board has a channel for every cell.',
    broken: (values, board) => within(values, 'cellCount', board.maximumCells),
  },
  {
    id: 'SET-4a',
    statement: "The charge current limit is within the board's continuous maximum.",
    broken: (values, board) => within(values, 'chargeOvercurrentTripMilliamps', board.maximumContinuousMilliamps),
  },
  {
    id: 'SET-4b',
    statement: "The discharge current limit is within the board's continuous maximum.",
    broken: (values, board) => within(values, 'dischargeOvercurrentTripMilliamps', board.maximumContinuousMilliamps),
  },
  {
    id: 'SET-4c',
    statement: 'The second discharge level is above the first.',
    broken: (values) => apart(values, 'dischargeOvercurrentTripMilliamps', 1, 'dischargeOvercurrent2TripMilliamps'),
  },
  {
    id: 'SET-4d',
    statement: 'The second discharge level is below the short-circuit trip.',
    broken: (values) => within(values, 'dischargeOvercurrent2TripMilliamps', values.shortCircuitTripMilliamps - 1),
  },
  {
    id: 'SET-4e',
    statement: 'The short-circuit trip is at least 1.2 times the discharge current limit.',
    broken: (values) =>
      within(values, 'dischargeOvercurrentTripMilliamps', Math.floor((values.shortCircuitTripMilliamps * 5) / 6)),
  },
  {
    id: 'SET-4f',
    statement: 'The short-circuit trip lies within the measuring range.',
    broken: (values, board) => within(values, 'shortCircuitTripMilliamps', board.measuringRangeMilliamps),
  },
  {
    id: 'SET-5a',
    statement: 'Charge overtemperature releases at least 3 K below its trip.',
    broken: (values) =>
      apart(values, 'chargeOvertemperatureClearDeciCelsius', 30, 'chargeOvertemperatureTripDeciCelsius'),
  },
  {
    id: 'SET-5b',
    statement: 'Discharge overtemperature releases at least 3 K below its trip.',
    broken: (values) =>
      apart(values, 'dischargeOvertemperatureClearDeciCelsius', 30, 'dischargeOvertemperatureTripDeciCelsius'),
  },
  {
    id: 'SET-5c',
    statement: 'Charge undertemperature releases at least 3 K above its trip.',
    broken: (values) =>
      apart(values, 'chargeUndertemperatureTripDeciCelsius', 30, 'chargeUndertemperatureClearDeciCelsius'),
  },
  {
    id: 'SET-5d',
    statement: 'Discharge undertemperature releases at least 3 K above its trip.',
    broken: (values) =>
      apart(values, 'dischargeUndertemperatureTripDeciCelsius', 30, 'dischargeUndertemperatureClearDeciCelsius'),
  },
  {
    id: 'SET-5e',
    statement: 'Power-stage overtemperature releases at least 3 K below its trip.',
    broken: (values) => apart(values, 'powerStageClearDeciCelsius', 30, 'powerStageTripDeciCelsius'),
  },
  {
    id: 'SET-5f',
    statement:
      'The heater starts at least 1 K above the release of charge undertemperature, so that it leads out of it.',
    broken: (values) => apart(values, 'chargeUndertemperatureClearDeciCelsius', 10, 'heaterOnDeciCelsius'),
  },
  {
    id: 'SET-5g',
    statement: 'The heater stops at least 3 K above where it starts.',
    broken: (values) => apart(values, 'heaterOnDeciCelsius', 30, 'heaterOffDeciCelsius'),
  },
  {
    id: 'SET-5h',
    statement: 'Charging has a window of at least 20 K.',
    broken: (values) =>
      apart(values, 'chargeUndertemperatureTripDeciCelsius', 200, 'chargeOvertemperatureTripDeciCelsius'),
  },
  {
    id: 'SET-6',
    statement: "The balance current is within the board's maximum.",
    // A board without a converter moves nothing whatever is stored, and the row has no value as low as its 0.
    broken: (values, board) =>
      board.maximumBalanceMilliamps === 0
        ? undefined
        : within(values, 'balanceMaximumMilliamps', board.maximumBalanceMilliamps),
  },
  {
    id: 'SET-7',
    statement: 'Charging below 0 degrees Celsius needs LTO cells or the acknowledgement of the owner.',
    // A chemistry not yet chosen is taken for the one that cold charging harms.
    broken: (values) =>
      values.chargeUndertemperatureTripDeciCelsius >= 0 ||
      values.chemistry === chemistries.lto ||
      values.coldChargeAcknowledged === 1
        ? undefined
        : remedies(
            { key: 'coldChargeAcknowledged', limit: 1, advice: 'acknowledge cold charging' },
            atLeast('chargeUndertemperatureTripDeciCelsius', 0),
          ),
  },
] as const satisfies readonly Rule[]);

/** The first rule that `values` would break on this board, told by a setting that was written where one has to do with it. */
export function brokenRule(values: Values, board: Board, written: readonly SettingKey[] = []): Refusal | undefined {
  for (const rule of rules) {
    const remedies = rule.broken(values, board);
    if (remedies === undefined) continue;
    if (remedies.length === 0) {
      return { code: 'rule', rule: rule.id, message: `${rule.statement} This board does not allow it.` };
    }
    const { key, limit } = remedies.find((remedy) => written.includes(remedy.key)) ?? remedies[0];
    const advice = remedies.map((remedy) => remedy.advice).join(' or ');
    return { code: 'rule', key, rule: rule.id, limit, message: `${rule.statement} Please ${advice}.` };
  }
  return undefined;
}

function apart(values: Values, lower: SettingKey, gap: number, upper: SettingKey): readonly Remedy[] | undefined {
  if (values[lower] + gap <= values[upper]) return undefined;
  return remedies(atMost(lower, values[upper] - gap), atLeast(upper, values[lower] + gap));
}

function within(values: Values, key: SettingKey, limit: number): readonly Remedy[] | undefined {
  return values[key] <= limit ? undefined : remedies(atMost(key, limit));
}

/** Advice for a person, as far as a write can follow it; undefined where no value of the row would do. */
function atMost(key: SettingKey, most: number): Remedy | undefined {
  const row = rowOf(key);
  if (row.access === 'board' || most < row.min) return undefined;
  const limit = roundedDown(key, most);
  return { key, limit, advice: `set ${key} to at most ${limit}` };
}

function atLeast(key: SettingKey, least: number): Remedy | undefined {
  const row = rowOf(key);
  if (row.access === 'board' || least > row.max) return undefined;
  const limit = roundedDown(key, least + row.step - 1);
  return { key, limit, advice: `set ${key} to at least ${limit}` };
}

function remedies(...found: readonly (Remedy | undefined)[]): readonly Remedy[] {
  return found.filter((remedy) => remedy !== undefined);
}
