// The shape of one protection rule. A rule watches one number, trips when it stays beyond a limit for a time, and
// withholds outputs until it has been back behind another limit for a time. It only withholds; nothing grants.

import type { Facts } from '../src/model/facts';
import type { SettingKey, SettingValues } from '../src/settings/registry';

/** Which readings a rule needs: it is judged when they are fresh, and holds its state while they are missing. */
export const EVERY_TICK = 0;
export const CURRENT = 1;
export const CELLS = 2;
export const TEMPERATURES = 3;
export const SUPPLY = 4;

export type Group = typeof EVERY_TICK | typeof CURRENT | typeof CELLS | typeof TEMPERATURES | typeof SUPPLY;

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
