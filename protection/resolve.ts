// Turns the limits and times of the rule table into plain numbers, once per change of settings.

import { registry, type SettingKey, type SettingValues } from '../src/settings/registry';
import type { Limit, TableRow } from './rule';

/** The numbers of one rule, in the order of the rule table. */
export class ResolvedLimits {
  readonly tripAt: Int32Array;
  readonly clearAt: Int32Array;
  readonly afterMs: Int32Array;
  readonly clearAfterMs: Int32Array;

  constructor(ruleCount: number) {
    this.tripAt = new Int32Array(ruleCount);
    this.clearAt = new Int32Array(ruleCount);
    this.afterMs = new Int32Array(ruleCount);
    this.clearAfterMs = new Int32Array(ruleCount);
  }
}

function inSeconds(key: SettingKey): boolean {
  return registry.some((row) => row.key === key && row.unit === 's');
}

export function resolveLevel(limit: Limit, values: Readonly<SettingValues>): number {
  if (typeof limit === 'number') return limit;
  return typeof limit === 'string' ? values[limit] : limit(values);
}

export function resolveMs(limit: Limit, values: Readonly<SettingValues>): number {
  const level = resolveLevel(limit, values);
  return typeof limit === 'string' && inSeconds(limit) ? level * 1_000 : level;
}

export function resolveLimits(rules: readonly TableRow[], values: Readonly<SettingValues>, into: ResolvedLimits): void {
  rules.forEach((rule, index) => {
    into.tripAt[index] = resolveLevel(rule.tripAt, values);
    into.clearAt[index] = resolveLevel(rule.clearAt ?? rule.tripAt, values);
    into.afterMs[index] = resolveMs(rule.afterMs, values);
    into.clearAfterMs[index] = resolveMs(rule.clearAfterMs, values);
  });
}
