// What can be looked up: settings, events, protection rules, scenarios and faults, as plain objects for JSON.

import { rules } from '../../protection/rules';
import {
  BOOTED,
  CHANGED_SETTING,
  CLEARED_BY_HAND,
  FAILED,
  RELEASED_RULE,
  TRIPPED_RULE,
  type Event,
} from '../../src/events/eventLog';
import { settingRows, textRows } from '../../src/settings/rows';
import type { Settings } from '../../src/settings/store';
import { FAULTS, type FaultSet } from '../faults';
import { scenarios } from '../scenarios/scenarios';
import type { ScenarioStatus } from '../session';
import type { Simulation } from '../simulation';
import { COMMANDS } from './commands';

const EVENT_KINDS: Readonly<Record<number, string>> = {
  [BOOTED]: 'booted',
  [TRIPPED_RULE]: 'tripped',
  [RELEASED_RULE]: 'released',
  [CHANGED_SETTING]: 'changedSetting',
  [CLEARED_BY_HAND]: 'clearedByHand',
  [FAILED]: 'failed',
};

export function listScenarios(running: ScenarioStatus | null): object {
  return {
    scenarios: scenarios.map(({ id, help, cites, durationSeconds }) => ({ id, help, cites, durationSeconds })),
    running,
  };
}

export function listFaults(faults: FaultSet): object {
  return { faults: FAULTS.map(({ id, help, parameters }) => ({ id, help, parameters })), active: faults.list() };
}

/** The rules that the names under `faults` in the state are of. */
export function listRules(): object {
  return { rules: rules.map(({ fault, requirement, errorCode, help }) => ({ fault, requirement, errorCode, help })) };
}

export function listCommands(): object {
  return { commands: COMMANDS.map(({ name, help }) => ({ name, help })) };
}

export function listEvents({ bms }: Simulation): object {
  return { written: bms.events.written, events: bms.events.read().map(eventOf) };
}

function eventOf(event: Event): object {
  const { number, uptimeMs, kind, subject, value, ...readings } = event;
  return {
    number,
    uptimeSeconds: uptimeMs / 1_000,
    kind: EVENT_KINDS[kind],
    subject: subjectOf(kind, subject),
    value,
    ...readings,
  };
}

function subjectOf(kind: number, subject: number): string | null {
  if (kind === TRIPPED_RULE || kind === RELEASED_RULE) return rules[subject].fault;
  if (kind !== CHANGED_SETTING) return null;
  return [...settingRows, ...textRows].find((row) => row.id === subject)?.key ?? null;
}

export function listSettings({ values, texts }: Settings): object {
  const numbers = settingRows.map(({ key, unit, min, max, step, fallback, access, options, help }) => ({
    key,
    value: values[key],
    unit,
    min,
    max,
    step,
    fallback,
    access,
    ...(options === undefined ? {} : { options }),
    help,
  }));
  const strings = textRows.map(({ key, minBytes, maxBytes, fallback, access, help }) => ({
    key,
    value: texts[key],
    minBytes,
    maxBytes,
    fallback,
    access,
    help,
  }));
  return { settings: [...numbers, ...strings] };
}
