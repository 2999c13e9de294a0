// The one engine behind the rule table. Reads the facts of this tick, moves each rule through idle, alert, tripped and
// clearing, and makes the Verdict: the outputs that must be off, and why.
//
// Readings move a rule when they arrive; between readings only the clock does, so that a delay ends when it ends and not
// at the next reading. Unknown time counts towards a trip and never towards a release.

import type { Facts } from '../src/model/facts';
import type { Mutable } from '../src/model/mutable';
import { EVERY_OUTPUT, NO_OUTPUT } from '../src/model/outputs';
import type { Sample } from '../src/model/sample';
import { elapsed } from '../src/model/time';
import { ALERT, CLEARING, IDLE, LOCK_FAMILIES, TRIPPED, type Verdict } from '../src/model/verdict';
import type { SettingValues } from '../src/settings/registry';
import { resolveLimits, type ResolvedLimits } from './resolve';
import {
  CELLS,
  CURRENT,
  EVERY_TICK,
  NONE,
  RECOVERS_ALONE,
  RECOVERS_BY_HAND,
  RECOVERS_LATER,
  SUPPLY,
  TEMPERATURES,
  type Group,
  type TableRow,
} from './rule';
import { createTripHistory } from './tripHistory';

/** How often each group is read at best; a gap of more than two periods is unknown time. */
const PERIOD_MS: Readonly<Record<Group, number>> = Object.freeze({
  [EVERY_TICK]: 50,
  [CURRENT]: 50,
  [CELLS]: 250,
  [TEMPERATURES]: 1_000,
  [SUPPLY]: 50,
});
const GROUPS = 5;

/** A rule that trips more often than this within an hour chatters, and is released late. */
const CHATTER_TRIPS = 10;
const CHATTER_WINDOW_SECONDS = 3_600;
const CHATTER_RELEASE_MS = 600_000;

/** Where trips and releases are written down. */
export interface ProtectionJournal {
  tripped(rule: number, value: number): void;
  released(rule: number): void;
}

export interface Protection {
  readonly verdict: Verdict;
  configure(values: Readonly<SettingValues>): void;
  decide(facts: Facts, nowMs: number): void;
  /** Called once a second. */
  second(): void;
  /** Milliseconds until a trip that ends by time is released; 0 for every other rule. */
  releaseInMs(rule: number): number;
  /** The user's own release of what only a user may release; a condition that is still true trips again. */
  clearByHand(): void;
}

export function createProtection(rules: readonly TableRow[], journal: ProtectionJournal): Protection {
  const count = rules.length;
  const states: number[] = new Array<number>(count).fill(IDLE);
  const sinceMs: number[] = new Array<number>(count).fill(0);
  /** For rules that recover 'later': their time has passed. Kept, because the clock wraps and a count does not. */
  const due: boolean[] = new Array<boolean>(count).fill(false);
  /** The condition as last judged. */
  const beyond: boolean[] = new Array<boolean>(count).fill(false);
  const limits: ResolvedLimits = { tripAt: [], clearAt: [], afterMs: [], clearAfterMs: [] };
  const { tripAt, clearAt, afterMs, clearAfterMs } = limits;
  const firstOf: number[] = new Array<number>(GROUPS).fill(0);
  const endOf: number[] = new Array<number>(GROUPS).fill(0);
  const judgedMs: number[] = new Array<number>(GROUPS).fill(0);
  const history = createTripHistory(count);
  const lockTrips: number[] = new Array<number>(LOCK_FAMILIES).fill(0);
  let lockWindowSeconds = 0;
  /** Rules that are not idle: while there are none, a tick has nothing to time and nothing to withhold. */
  let active = 0;
  let nowMs = 0;

  const verdict: Mutable<Verdict> = {
    withheld: EVERY_OUTPUT,
    doubted: NO_OUTPUT,
    states,
    tripped: 0,
    rearm: false,
    lockTrips,
    changes: 0,
  };

  rules.forEach((rule, index) => {
    if (endOf[rule.group] !== 0 && endOf[rule.group] !== index)
      throw new Error(`rules of group ${rule.group} are apart`);
    if (endOf[rule.group] === 0) firstOf[rule.group] = index;
    endOf[rule.group] = index + 1;
  });

  function configure(values: Readonly<SettingValues>): void {
    resolveLimits(rules, values, limits);
    lockWindowSeconds = values.overcurrentLockWindowSeconds;
    countLocks();
  }

  function countLocks(): void {
    for (let family = 0; family < LOCK_FAMILIES; family += 1) lockTrips[family] = 0;
    for (let index = 0; index < count; index += 1) {
      const family = rules[index].locks;
      if (family === NONE) continue;
      const trips = history.countWithin(index, lockWindowSeconds);
      if (trips > lockTrips[family]) lockTrips[family] = trips;
    }
  }

  function move(index: number, state: number): void {
    if (states[index] === IDLE) active += 1;
    states[index] = state;
    sinceMs[index] = nowMs;
    if (state === IDLE) active -= 1;
  }

  function trip(index: number, value: number): void {
    move(index, TRIPPED);
    due[index] = false;
    verdict.tripped += 1;
    verdict.changes += 1;
    history.remember(index);
    if (rules[index].locks !== NONE) countLocks();
    journal.tripped(index, value);
  }

  function release(index: number): void {
    move(index, IDLE);
    verdict.tripped -= 1;
    verdict.changes += 1;
    const family = rules[index].unlocks;
    if (family !== NONE) {
      for (let other = 0; other < count; other += 1) if (rules[other].locks === family) history.forget(other);
      countLocks();
    }
    journal.released(index);
  }

  /** A rule that has chattered waits longer than its row says. */
  function releaseMs(index: number): number {
    const patience = clearAfterMs[index];
    return patience < CHATTER_RELEASE_MS && history.countWithin(index, CHATTER_WINDOW_SECONDS) > CHATTER_TRIPS
      ? CHATTER_RELEASE_MS
      : patience;
  }

  function clears(rule: TableRow, index: number, value: number, facts: Facts): boolean {
    if (rule.clearWhen !== undefined) return rule.clearWhen(facts);
    if (rule.clearAt === undefined) return !beyond[index];
    return rule.above ? value < clearAt[index] : value > clearAt[index];
  }

  function judge(facts: Facts, group: Group, impaired: boolean): void {
    const gap = elapsed(judgedMs[group], nowMs) > 2 * PERIOD_MS[group];
    judgedMs[group] = nowMs;
    const end = endOf[group];
    for (let index = firstOf[group]; index < end; index += 1) {
      const rule = rules[index];
      const state = states[index];
      if (rule.onlyWhen !== undefined && !rule.onlyWhen(facts)) {
        if (state === CLEARING) move(index, TRIPPED);
        else if (state === ALERT && !impaired) move(index, IDLE);
        continue;
      }
      const value = rule.watch(facts);
      const isBeyond = rule.above ? value > tripAt[index] : value < tripAt[index];
      if (state === IDLE && !isBeyond) continue;
      beyond[index] = isBeyond;
      if (state === IDLE) {
        if (afterMs[index] === 0) trip(index, value);
        else move(index, ALERT);
      } else if (state === ALERT) {
        if (!isBeyond && !impaired) move(index, IDLE);
        else if (elapsed(sinceMs[index], nowMs) >= afterMs[index]) trip(index, value);
      } else if (rule.recovers === RECOVERS_ALONE) {
        judgeRelease(index, state, gap, !impaired && clears(rule, index, value, facts));
      }
    }
  }

  function judgeRelease(index: number, state: number, gap: boolean, clear: boolean): void {
    if (!clear) {
      if (state === CLEARING) move(index, TRIPPED);
      return;
    }
    if (state === TRIPPED || gap) move(index, CLEARING);
    if (elapsed(sinceMs[index], nowMs) >= releaseMs(index)) release(index);
  }

  /** Delays that end between two readings, and releases by time. */
  function passTime(facts: Facts): void {
    verdict.rearm = false;
    for (let index = 0; index < count; index += 1) {
      const state = states[index];
      const rule = rules[index];
      if (state === ALERT) {
        if (elapsed(sinceMs[index], nowMs) >= afterMs[index]) trip(index, rule.watch(facts));
      } else if (state === TRIPPED && rule.recovers === RECOVERS_LATER) {
        if (!due[index]) due[index] = elapsed(sinceMs[index], nowMs) >= releaseMs(index);
        if (!due[index]) continue;
        if (rule.rearms && beyond[index]) verdict.rearm = true;
        else if (known(facts.sample, rule.group)) release(index);
      }
    }
  }

  function withhold(facts: Facts): void {
    let withheld: number = facts.sample.whole ? NO_OUTPUT : EVERY_OUTPUT;
    let doubted: number = NO_OUTPUT;
    const { chargerPresent } = facts.sample;
    for (let index = 0; index < count; index += 1) {
      const state = states[index];
      if (state === IDLE) continue;
      const rule = rules[index];
      if (state === ALERT) doubted |= rule.withholds;
      else withheld |= chargerPresent ? rule.withholds & ~rule.exceptWithCharger : rule.withholds;
    }
    verdict.withheld = withheld;
    verdict.doubted = doubted;
  }

  function decide(facts: Facts, now: number): void {
    nowMs = now;
    const sample = facts.sample;
    if (sample.current.fresh) judge(facts, CURRENT, false);
    if (sample.cells.fresh) judge(facts, CELLS, sample.cells.doubtful !== 0);
    // A hot probe that is lost must not let its neighbours clear the trip.
    if (sample.temperatures.fresh) judge(facts, TEMPERATURES, sample.temperatures.lost !== 0);
    if (sample.supply.fresh) judge(facts, SUPPLY, false);
    judge(facts, EVERY_TICK, false);
    if (active !== 0) {
      passTime(facts);
      withhold(facts);
    } else {
      verdict.rearm = false;
      verdict.withheld = sample.whole ? NO_OUTPUT : EVERY_OUTPUT;
      verdict.doubted = NO_OUTPUT;
    }
  }

  function second(): void {
    history.second();
    countLocks();
  }

  function releaseInMs(index: number): number {
    if (states[index] !== TRIPPED || rules[index].recovers !== RECOVERS_LATER || due[index]) return 0;
    return Math.max(0, releaseMs(index) - elapsed(sinceMs[index], nowMs));
  }

  function clearByHand(): void {
    for (let index = 0; index < count; index += 1) {
      const { recovers, unlocks } = rules[index];
      // A lock may also end by itself; a user need not wait for that.
      if (states[index] >= TRIPPED && (recovers === RECOVERS_BY_HAND || unlocks !== NONE)) release(index);
    }
  }

  return { verdict, configure, decide, second, releaseInMs, clearByHand };
}

function known(sample: Sample, group: Group): boolean {
  if (group === CURRENT) return sample.current.fresh;
  if (group === CELLS) return sample.cells.fresh;
  if (group === TEMPERATURES) return sample.temperatures.fresh;
  if (group === SUPPLY) return sample.supply.fresh;
  return true;
}
