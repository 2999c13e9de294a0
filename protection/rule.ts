// The shape of one protection rule, as it is written and as the engine reads it. A rule watches one number, trips when it
// stays beyond a limit for a time, and withholds outputs until it has been back behind another limit for a time.
// It only withholds; nothing grants.

import { deepFreeze } from '../src/model/deepFreeze';

import type { Facts } from '../src/model/facts';
import type { SettingKey, SettingValues } from '../src/settings/registry';

/** Which readings a rule needs: it is judged when they are fresh, and holds its state while they are missing. */
export const EVERY_TICK = 0;
export const CURRENT = 1;
export const CELLS = 2;
export const TEMPERATURES = 3;
export const SUPPLY = 4;
/** What the firmware knows of itself, four times a second. */
export const STATUS = 5;
export const GROUPS = 6;

export type Group =
  typeof EVERY_TICK | typeof CURRENT | typeof CELLS | typeof TEMPERATURES | typeof SUPPLY | typeof STATUS;

/** How often each group is judged at best, in milliseconds; a gap of more than two periods is unknown time. */
export const PERIOD_MS: Readonly<Record<Group, number>> = Object.freeze({
  [EVERY_TICK]: 50,
  [CURRENT]: 50,
  [CELLS]: 250,
  [TEMPERATURES]: 1_000,
  [SUPPLY]: 50,
  [STATUS]: 250,
});

/** A fixed number, a setting (seconds become milliseconds where a time is wanted), or a value worked out of settings. */
export type Limit = number | SettingKey | ((values: Readonly<SettingValues>) => number);

export interface Rule {
  /** Unique name, as events, telemetry and documents show it. */
  readonly fault: string;
  /** Row of domain reference 3.2 the rule belongs to; several rules may share one. */
  readonly domain: string;
  readonly requirement: string;
  readonly help: string;
  readonly group: Group;
  /** The number to be judged, in the unit of its name. */
  readonly watch: (facts: Facts) => number;
  readonly trips: 'above' | 'below';
  readonly tripAt: Limit;
  readonly afterMs: Limit;
  /** While this is false the rule has no opinion: it neither starts nor clears. */
  readonly onlyWhen?: (facts: Facts) => boolean;
  /** How a trip ends: by itself when the readings are good again, by time alone, or by the user. */
  readonly recovers: 'alone' | 'later' | 'manually';
  /** For 'alone': the watched number must be on the safe side of this … */
  readonly clearAt?: Limit;
  /** … or, where another fact ends the trip, this must be true. */
  readonly clearWhen?: (facts: Facts) => boolean;
  /** For 'alone': for so long without a break; for 'later': so long after the trip. */
  readonly clearAfterMs: Limit;
  /** For 'later': not before the condition is gone, for which the hardware latches are reset. */
  readonly rearms?: true;
  readonly withholds: number;
  /** Of `withholds`, what is given back while a charger is present. */
  readonly exceptWithCharger?: number;
  /** The over-current family whose repeated trips lock (LOCKS_…). */
  readonly locks?: number;
  /** A released lock begins to count anew. */
  readonly unlocks?: number;
  /** The manual's error code, 1 to 9; 0 for a warning that has none. */
  readonly errorCode: number;
}

/** How a trip ends, as small numbers: on XS a string costs RAM wherever it is evaluated. */
export const RECOVERS_ALONE = 0;
export const RECOVERS_LATER = 1;
export const RECOVERS_BY_HAND = 2;

const recoveries = deepFreeze({ alone: RECOVERS_ALONE, later: RECOVERS_LATER, manually: RECOVERS_BY_HAND });

/** No family of locks. */
export const NONE = -1;

/** A rule as the engine reads it: no strings to compare, and every key in every row, so that all rows are of one shape. */
export interface TableRow {
  readonly fault: string;
  readonly domain: string;
  readonly requirement: string;
  readonly help: string;
  readonly group: Group;
  readonly watch: (facts: Facts) => number;
  /** Trips above its limit; otherwise below. */
  readonly above: boolean;
  readonly tripAt: Limit;
  readonly afterMs: Limit;
  readonly onlyWhen: ((facts: Facts) => boolean) | undefined;
  readonly recovers: number;
  readonly clearAt: Limit | undefined;
  readonly clearWhen: ((facts: Facts) => boolean) | undefined;
  readonly clearAfterMs: Limit;
  readonly rearms: boolean;
  readonly withholds: number;
  readonly exceptWithCharger: number;
  readonly locks: number;
  readonly unlocks: number;
  readonly errorCode: number;
}

/** Brings rules into the engine's shape; the names of their faults stay known to the compiler. */
export function ruleTable<const Rules extends readonly Rule[]>(
  rules: Rules,
): readonly (TableRow & { readonly fault: Rules[number]['fault'] })[] {
  return deepFreeze(
    rules.map((rule) => ({
      fault: rule.fault,
      domain: rule.domain,
      requirement: rule.requirement,
      help: rule.help,
      group: rule.group,
      watch: rule.watch,
      above: rule.trips === 'above',
      tripAt: rule.tripAt,
      afterMs: rule.afterMs,
      onlyWhen: rule.onlyWhen,
      recovers: recoveries[rule.recovers],
      clearAt: rule.clearAt,
      clearWhen: rule.clearWhen,
      clearAfterMs: rule.clearAfterMs,
      rearms: rule.rearms === true,
      withholds: rule.withholds,
      exceptWithCharger: rule.exceptWithCharger ?? 0,
      locks: rule.locks ?? NONE,
      unlocks: rule.unlocks ?? NONE,
      errorCode: rule.errorCode,
    })),
  );
}
