// Why a write was refused, and the checks a single value must pass whatever the other settings are.
// Nothing here trusts the type of what arrived: values come from radios, wires, files and web pages.

import type { Access, RowAccess, SettingRow, TextRow } from './row';

export type RefusalCode =
  | 'malformed'
  | 'empty'
  | 'unknownKey'
  | 'missingKey'
  | 'noAccess'
  | 'notWhole'
  | 'belowMinimum'
  | 'aboveMaximum'
  | 'offStep'
  | 'notText'
  | 'tooShort'
  | 'tooLong'
  | 'notAscii'
  | 'unknownPreset'
  | 'rule';

export interface Refusal {
  readonly code: RefusalCode;
  /** The setting at fault, where it is one; of an unknown name only the first characters. */
  readonly key?: string;
  /** The consistency rule that would be broken. */
  readonly rule?: string;
  /** The minimum, maximum, step or length that was missed. */
  readonly limit?: number;
  /** What to do about it. */
  readonly message: string;
}

const SHOWN_NAME_CHARACTERS = 40;

export function unknownKey(name: string): Refusal {
  const shown = name.slice(0, SHOWN_NAME_CHARACTERS);
  return { code: 'unknownKey', key: shown, message: `There is no setting named ${shown}; use a name of the registry.` };
}

export function checkAccess(key: string, needed: RowAccess, access: Access): Refusal | undefined {
  if (needed === 'board') {
    return { code: 'noAccess', key, message: `${key} is a fact of the hardware; it can only be read.` };
  }
  if (needed === 'calibrate' && access !== 'calibrate') {
    return { code: 'noAccess', key, message: `Use the calibration to change ${key}.` };
  }
  if (access === 'operate' || access === 'calibrate') return undefined;
  return { code: 'noAccess', key, message: `Enter the settings password to change ${key}.` };
}

export function checkNumber(row: SettingRow, value: unknown): Refusal | undefined {
  const { key, unit, min, max, step } = row;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return { code: 'notWhole', key, message: `Give ${key} a whole number.` };
  }
  if (value < min) {
    return { code: 'belowMinimum', key, limit: min, message: `Give ${key} at least ${quantity(min, unit)}.` };
  }
  if (value > max) {
    return { code: 'aboveMaximum', key, limit: max, message: `Give ${key} at most ${quantity(max, unit)}.` };
  }
  if ((value - min) % step !== 0) {
    return { code: 'offStep', key, limit: step, message: `Give ${key} in steps of ${quantity(step, unit)}.` };
  }
  return undefined;
}

export function checkText(row: TextRow, value: unknown): Refusal | undefined {
  const { key, minBytes, maxBytes } = row;
  if (typeof value !== 'string') return { code: 'notText', key, message: `Give ${key} a text.` };
  if (value.length < minBytes) {
    return { code: 'tooShort', key, limit: minBytes, message: `Give ${key} at least ${minBytes} character.` };
  }
  if (value.length > maxBytes) {
    return { code: 'tooLong', key, limit: maxBytes, message: `Give ${key} at most ${maxBytes} characters.` };
  }
  for (let at = 0; at < value.length; at++) {
    const character = value.charCodeAt(at);
    if (character < 0x20 || character > 0x7e) {
      return { code: 'notAscii', key, message: `Use only English letters, digits and signs in ${key}.` };
    }
  }
  return undefined;
}

function quantity(value: number, unit: string): string {
  return unit === '' ? `${value}` : `${value} ${unit}`;
}
