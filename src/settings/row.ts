// What one row of the settings registry says, and the small integers of the settings that are choices.
// A row tells what a setting means, never where it lies on a wire.

import { deepFreeze } from '../model/deepFreeze';

export type Unit =
  '' | 'mV' | 'mA' | 'uA' | 'mAh' | 'mOhm' | 'us' | 'ms' | 's' | 'min' | 'h' | '0.1 degC' | '%' | 'ppm';

/**
 * Who may change a row:
 * `operate` whoever holds the settings password; `calibrate` only a calibration procedure, which measured what it
 * writes; `board` nobody: the value is a fact of the hardware and is shown, not set.
 */
export type RowAccess = 'operate' | 'calibrate' | 'board';

/** What a writer has shown to be. `calibrate` includes `operate`; `read` may change nothing. */
export type Access = 'read' | 'operate' | 'calibrate';

export interface SettingRow {
  /** Unique over numbers and texts together, and never used again for something else. */
  readonly id: number;
  /** Ends in the unit. */
  readonly key: string;
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  /** Allowed values are `min` and whole steps above it. */
  readonly step: number;
  /** The factory state; for what a preset covers also its safe LFP value. */
  readonly fallback: number;
  readonly access: RowAccess;
  /** The registry version that brought the row. */
  readonly since: number;
  readonly help: string;
  /** The choices of a setting that is not a quantity, by name. */
  readonly options?: Readonly<Record<string, number>>;
  /** A fact about the pack or its owner's word, which no preset replaces. */
  readonly preset?: 'keeps';
}

/** Printable ASCII, as every wire can carry it. */
export interface TextRow {
  readonly id: number;
  readonly key: string;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly fallback: string;
  readonly access: RowAccess;
  readonly since: number;
  readonly help: string;
}

export const chemistries = deepFreeze({ unset: 0, lfp: 1, nmc: 2, lto: 3 });
export const accessoryModes = deepFreeze({ off: 0, wake: 1, enable: 2 });
export const portModes = deepFreeze({ can: 0, rs485: 1 });
export const switchPositions = deepFreeze({ off: 0, on: 1 });
export const answers = deepFreeze({ no: 0, yes: 1 });
