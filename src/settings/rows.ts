// Ways to a row: by a name that a stranger sent, by a key the compiler knows, and the nearest value a row allows.

import { registry, textRegistry } from './registry';
import type { SettingKey, TextKey } from './registry';
import type { SettingRow, TextRow } from './row';

/** A numeric row as found by name: its key is one of the known ones. */
export interface FoundRow extends SettingRow {
  readonly key: SettingKey;
}

export interface FoundTextRow extends TextRow {
  readonly key: TextKey;
}

export const settingRows: readonly FoundRow[] = registry;
export const textRows: readonly FoundTextRow[] = textRegistry;

// Searched, not indexed: a name from outside never touches an object's prototype this way.
export function findRow(name: string): FoundRow | undefined {
  return settingRows.find((row) => row.key === name);
}

export function findTextRow(name: string): FoundTextRow | undefined {
  return textRows.find((row) => row.key === name);
}

export function rowOf(key: SettingKey): FoundRow {
  return settingRows.find((row) => row.key === key) as FoundRow;
}

/** The highest value the row allows that is not above `value`; the row's minimum if there is none. */
export function roundedDown(key: SettingKey, value: number): number {
  const { min, max, step } = rowOf(key);
  const bounded = Math.min(Math.max(value, min), max);
  return min + Math.floor((bounded - min) / step) * step;
}
