// The settings of one device: the only place where they change. Every write, from whatever wire or screen, passes the
// same checks, on its own and as a set, and is applied as a whole or not at all.
// Consumers compare `generation`; nobody is called back. Storing is the caller's: `snapshot` out, `restore` in.

import type { Board } from '../../hal/ports/board';
import { brokenRule } from './consistency';
import type { PresetChemistry, Variant } from './presets';
import { factoryValues, presetValues } from './presets';
import type { Refusal } from './refusal';
import { checkAccess, checkNumber, checkText, unknownKey } from './refusal';
import type { SettingKey, SettingValues, TextKey, TextValues } from './registry';
import type { Access } from './row';
import { answers } from './row';
import { findRow, findTextRow, settingRows, textRows } from './rows';
import { followUpwards } from './secondLevel';

export interface Change {
  readonly key: SettingKey | TextKey;
  readonly before: number | string;
  readonly after: number | string;
}

export interface PresetOptions {
  /** The owner knows what charging below 0 degrees Celsius does to LFP and NMC cells. */
  readonly acknowledgeColdCharge?: boolean;
}

/** What is worth storing: every setting but the facts of the board. */
export type Snapshot = Readonly<Record<string, number | string>>;

export interface Settings {
  /** Frozen, and another object after each accepted write: ask again when `generation` has moved. */
  readonly values: Readonly<SettingValues>;
  readonly texts: Readonly<TextValues>;
  /** Counts accepted writes of every kind. */
  readonly generation: number;
  /** What was stored could be trusted. If not, only a preset chosen by the user makes it true again. */
  readonly intact: boolean;
  /** What the latest accepted write changed, followers included; for the event log. */
  readonly lastChanges: readonly Change[];
  /** Changes that no log has taken yet, oldest first, and forgets them; the latest 64 where more have gathered. */
  takeUnrecorded(): readonly Change[];
  write(changes: unknown, access: Access): Refusal | undefined;
  applyPreset(chemistry: PresetChemistry, variant: Variant, options?: PresetOptions): Refusal | undefined;
  /** Fallbacks for everything but the calibration. Whoever calls it has checked who asks. */
  factoryReset(): void;
  /** Takes over a stored set whole, or else falls back to the factory state, `intact` false. */
  restore(stored: unknown): Refusal | undefined;
  /** Undefined while not `intact`: what the device fell back to must not pass for the user's choice after a restart. */
  snapshot(): Snapshot | undefined;
}

/** As many as an event log keeps. */
const MOST_UNRECORDED = 64;

interface Draft {
  readonly values: SettingValues;
  readonly texts: TextValues;
  readonly written: SettingKey[];
}

export function createSettings(board: Board): Settings {
  const factory = Object.freeze(factoryValues(board));
  const wrong = wrongFactory(factory, board);
  if (wrong !== undefined) throw new Error(`The facts of board ${board.name} contradict each other: ${wrong.message}`);

  let values: Readonly<SettingValues> = factory;
  let texts: Readonly<TextValues> = Object.freeze(factoryTexts());
  let generation = 0;
  let intact = true;
  let lastChanges: readonly Change[] = Object.freeze([]);
  let unrecorded: Change[] = [];

  function accept(nextValues: Readonly<SettingValues>, nextTexts: Readonly<TextValues>): void {
    lastChanges = Object.freeze(differences({ ...values, ...texts }, { ...nextValues, ...nextTexts }));
    unrecorded = [...unrecorded, ...lastChanges].slice(-MOST_UNRECORDED);
    values = Object.freeze(nextValues);
    texts = Object.freeze(nextTexts);
    generation++;
  }

  return {
    get values() {
      return values;
    },
    get texts() {
      return texts;
    },
    get generation() {
      return generation;
    },
    get intact() {
      return intact;
    },
    get lastChanges() {
      return lastChanges;
    },

    takeUnrecorded() {
      const taken = unrecorded;
      unrecorded = [];
      return taken;
    },

    write(changes, access) {
      const record = asRecord(changes);
      if (record === undefined) return malformed();
      const draft: Draft = { values: { ...values }, texts: { ...texts }, written: [] };
      const names = Object.keys(record);
      if (names.length === 0) return { code: 'empty', message: 'Name at least one setting to change.' };
      for (const name of names) {
        const refusal = put(draft, name, record[name], access);
        if (refusal !== undefined) return refusal;
      }
      followUpwards(values, draft.values, draft.written);
      const broken = brokenRule(draft.values, board, draft.written);
      if (broken !== undefined) return broken;
      accept(draft.values, draft.texts);
      return undefined;
    },

    applyPreset(chemistry, variant, options) {
      if (!isPreset(chemistry, variant)) {
        return { code: 'unknownPreset', message: 'Choose lfp, nmc or lto, and safe or manual.' };
      }
      const next = presetValues(chemistry, variant, values, board);
      if (options?.acknowledgeColdCharge === true) next.coldChargeAcknowledged = answers.yes;
      const broken = brokenRule(next, board);
      if (broken !== undefined) return broken;
      accept(next, texts);
      intact = true;
      return undefined;
    },

    factoryReset() {
      const next: SettingValues = { ...factory };
      for (const row of settingRows) {
        if (row.access === 'calibrate') next[row.key] = values[row.key];
      }
      accept(next, factoryTexts());
    },

    restore(stored) {
      const draft: Draft = { values: { ...factory }, texts: factoryTexts(), written: [] };
      const refusal = take(draft, stored) ?? brokenRule(draft.values, board);
      intact = refusal === undefined;
      if (intact) accept(draft.values, draft.texts);
      else accept(factory, factoryTexts());
      return refusal;
    },

    snapshot() {
      if (!intact) return undefined;
      const kept: Record<string, number | string> = {};
      for (const row of settingRows) {
        if (row.access !== 'board') kept[row.key] = values[row.key];
      }
      for (const row of textRows) kept[row.key] = texts[row.key];
      return kept;
    },
  };
}

function put(draft: Draft, name: string, value: unknown, access: Access): Refusal | undefined {
  const row = findRow(name);
  if (row !== undefined) {
    const refusal = checkAccess(row.key, row.access, access) ?? checkNumber(row, value);
    // Adding 0 makes a negative zero, which JSON can carry, an ordinary one.
    if (refusal === undefined) draft.values[row.key] = (value as number) + 0;
    draft.written.push(row.key);
    return refusal;
  }
  const textRow = findTextRow(name);
  if (textRow === undefined) return unknownKey(name);
  const refusal = checkAccess(textRow.key, textRow.access, access) ?? checkText(textRow, value);
  if (refusal === undefined) draft.texts[textRow.key] = value as string;
  return refusal;
}

/** Fills the draft from what was stored: each setting once, and nothing else. Facts always come from the board. */
function take(draft: Draft, stored: unknown): Refusal | undefined {
  const record = asRecord(stored);
  if (record === undefined) return malformed();
  const missing = new Set<string>();
  for (const row of settingRows) if (row.access !== 'board') missing.add(row.key);
  for (const row of textRows) missing.add(row.key);
  for (const name of Object.keys(record)) {
    if (findRow(name)?.access === 'board') continue;
    const refusal = put(draft, name, record[name], 'calibrate');
    if (refusal !== undefined) return refusal;
    missing.delete(name);
  }
  for (const key of missing) return { code: 'missingKey', key, message: `The stored settings lack ${key}.` };
  return undefined;
}

function wrongFactory(factory: Readonly<SettingValues>, board: Board): Refusal | undefined {
  for (const row of settingRows) {
    const refusal = checkNumber(row, factory[row.key]);
    if (refusal !== undefined) return refusal;
  }
  return brokenRule(factory, board);
}

function factoryTexts(): TextValues {
  const texts = {} as TextValues;
  for (const row of textRows) texts[row.key] = row.fallback;
  return texts;
}

function differences(before: SettingValues & TextValues, after: SettingValues & TextValues): Change[] {
  const changes: Change[] = [];
  for (const { key } of [...settingRows, ...textRows]) {
    if (before[key] !== after[key]) changes.push(Object.freeze({ key, before: before[key], after: after[key] }));
  }
  return changes;
}

function isPreset(chemistry: unknown, variant: unknown): boolean {
  return (
    (chemistry === 'lfp' || chemistry === 'nmc' || chemistry === 'lto') && (variant === 'safe' || variant === 'manual')
  );
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function malformed(): Refusal {
  return { code: 'malformed', message: 'Send an object with the names of settings and their values.' };
}
