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
  /** Replaced, not changed: most writes leave the texts alone. */
  texts: Readonly<TextValues>;
  readonly written: SettingKey[];
}

/** One for all, and frozen: it costs no RAM. Nothing that clients see is like that: JSON cannot read from flash. */
const NONE: readonly Change[] = Object.freeze([]);

export function createSettings(board: Board): Settings {
  const factory = Object.freeze(factoryValues(board));
  const wrong = wrongFactory(factory, board);
  if (wrong !== undefined) throw new Error(`The facts of board ${board.name} contradict each other: ${wrong.message}`);
  return new Store(board, factory);
}

class Store implements Settings {
  values: Readonly<SettingValues>;
  texts: Readonly<TextValues> = Object.freeze(factoryTexts());
  generation = 0;
  intact = true;
  lastChanges: readonly Change[] = Object.freeze([]);
  private unrecorded = NONE;
  private readonly board: Board;

  constructor(board: Board, factory: Readonly<SettingValues>) {
    this.board = board;
    this.values = factory;
  }

  takeUnrecorded(): readonly Change[] {
    const taken = this.unrecorded;
    this.unrecorded = NONE;
    return taken;
  }

  write(changes: unknown, access: Access): Refusal | undefined {
    const record = asRecord(changes);
    if (record === undefined) return malformed();
    const draft: Draft = { values: { ...this.values }, texts: this.texts, written: [] };
    const names = Object.keys(record);
    if (names.length === 0) return { code: 'empty', message: 'Name at least one setting to change.' };
    for (const name of names) {
      const refusal = put(draft, name, record[name], access);
      if (refusal !== undefined) return refusal;
    }
    followUpwards(this.values, draft.values, draft.written);
    const broken = brokenRule(draft.values, this.board, draft.written);
    if (broken !== undefined) return broken;
    this.accept(draft.values, draft.texts);
    return undefined;
  }

  applyPreset(chemistry: PresetChemistry, variant: Variant, options?: PresetOptions): Refusal | undefined {
    if (!isPreset(chemistry, variant)) {
      return { code: 'unknownPreset', message: 'Choose lfp, nmc or lto, and safe or manual.' };
    }
    const next = presetValues(chemistry, variant, this.values, this.board);
    if (options?.acknowledgeColdCharge === true) next.coldChargeAcknowledged = answers.yes;
    const broken = brokenRule(next, this.board);
    if (broken !== undefined) return broken;
    this.accept(next, this.texts);
    this.intact = true;
    return undefined;
  }

  factoryReset(): void {
    const next = factoryValues(this.board);
    for (const row of settingRows) {
      if (row.access === 'calibrate') next[row.key] = this.values[row.key];
    }
    this.accept(next, factoryTexts());
  }

  restore(stored: unknown): Refusal | undefined {
    const draft: Draft = { values: factoryValues(this.board), texts: factoryTexts(), written: [] };
    const refusal = take(draft, stored) ?? brokenRule(draft.values, this.board);
    this.intact = refusal === undefined;
    if (this.intact) this.accept(draft.values, draft.texts);
    else this.accept(factoryValues(this.board), factoryTexts());
    return refusal;
  }

  snapshot(): Snapshot | undefined {
    if (!this.intact) return undefined;
    const kept: Record<string, number | string> = {};
    for (const row of settingRows) {
      if (row.access !== 'board') kept[row.key] = this.values[row.key];
    }
    for (const row of textRows) kept[row.key] = this.texts[row.key];
    return kept;
  }

  private accept(values: Readonly<SettingValues>, texts: Readonly<TextValues>): void {
    const changes: Change[] = [];
    compare(settingRows, this.values, values, changes);
    compare(textRows, this.texts, texts, changes);
    this.lastChanges = Object.freeze(changes);
    this.unrecorded = [...this.unrecorded, ...this.lastChanges].slice(-MOST_UNRECORDED);
    this.values = Object.freeze(values);
    this.texts = Object.freeze(texts);
    this.generation += 1;
  }
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
  if (refusal === undefined) draft.texts = { ...draft.texts, [textRow.key]: value as string };
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

function compare<Key extends SettingKey | TextKey>(
  rows: ReadonlyArray<{ readonly key: Key }>,
  before: Readonly<Record<Key, number | string>>,
  after: Readonly<Record<Key, number | string>>,
  changes: Change[],
): void {
  for (const { key } of rows) {
    if (before[key] !== after[key]) changes.push(Object.freeze({ key, before: before[key], after: after[key] }));
  }
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
