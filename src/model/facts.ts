// Everything the firmware knows in one tick, in the order it comes to know it. Rules and telemetry read from here.

import type { Estimate } from './estimate';
import type { PackScale } from './packScale';
import type { Sample } from './sample';
import type { Switching } from './switching';
import type { Verdict } from './verdict';

/** What the settings say about themselves. */
export interface Configuration {
  /** The stored set could be trusted, or the user has chosen one since. */
  readonly intact: boolean;
  /** A chemistry has been chosen. */
  readonly commissioned: boolean;
  /** Cells in series. */
  readonly cellCount: number;
  readonly scale: PackScale;
  /** Levels that several rules share. */
  readonly criticalUndervoltageMillivolts: number;
  readonly criticalOvervoltageMillivolts: number;
  readonly overvoltageClearMillivolts: number;
  /** 10 K below the discharge over-temperature. */
  readonly nearlyHotDeciCelsius: number;
}

export interface Facts {
  readonly configuration: Configuration;
  readonly sample: Sample;
  readonly estimate: Estimate;
  readonly verdict: Verdict;
  readonly switching: Switching;
}
