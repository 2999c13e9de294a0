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
import { Gauges } from './gauges';
import { resolveLimits, ResolvedLimits } from './resolve';
import {
  CELLS,
  CURRENT,
  EVERY_TICK,
  GROUPS,
  NONE,
  PERIOD_MS,
  RECOVERS_ALONE,
  RECOVERS_BY_HAND,
  RECOVERS_LATER,
  STATUS,
  SUPPLY,
  TEMPERATURES,
  type Group,
  type TableRow,
} from './rule';
import { TripHistory } from './tripHistory';

/** A rule that trips more often than this within an hour chatters, and is released late. */
const CHATTER_TRIPS = 10;
const CHATTER_WINDOW_SECONDS = 3_600;
const CHATTER_RELEASE_MS = 600_000;

/** The firmware looks at itself between two scans of the cells, so that no tick carries both. */
const STATUS_PHASE_MS = 50;

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
  return new Engine(rules, journal);
}

class Engine implements Protection {
  readonly verdict: Mutable<Verdict>;
  private readonly rules: readonly TableRow[];
  private readonly journal: ProtectionJournal;
  private readonly gauges: Gauges;
  private readonly limits: ResolvedLimits;
  private readonly states: number[];
  private readonly sinceMs: Int32Array;
  /** For rules that recover 'later': their time has passed. Kept, because the clock wraps and this does not. */
  private readonly due: Uint8Array;
  /** The condition as last judged. */
  private readonly beyond: Uint8Array;
  private readonly judgedMs: Int32Array = new Int32Array(GROUPS);
  private readonly history: TripHistory;
  private readonly lockTrips: number[] = new Array<number>(LOCK_FAMILIES).fill(0);
  private lockWindowSeconds = 0;
  /** Rules that are not idle: while there are none, a tick has nothing to time and nothing to withhold. */
  private active = 0;
  private nowMs = 0;
  private started = false;

  constructor(rules: readonly TableRow[], journal: ProtectionJournal) {
    const count = rules.length;
    this.rules = rules;
    this.journal = journal;
    this.gauges = new Gauges(rules);
    this.limits = new ResolvedLimits(count);
    this.states = new Array<number>(count).fill(IDLE);
    this.sinceMs = new Int32Array(count);
    this.due = new Uint8Array(count);
    this.beyond = new Uint8Array(count);
    this.history = new TripHistory(count);
    this.verdict = {
      withheld: EVERY_OUTPUT,
      doubted: NO_OUTPUT,
      states: this.states,
      tripped: 0,
      rearm: false,
      lockTrips: this.lockTrips,
      changes: 0,
    };
  }

  configure(values: Readonly<SettingValues>): void {
    resolveLimits(this.rules, values, this.limits);
    this.lockWindowSeconds = values.overcurrentLockWindowSeconds;
    for (let gauge = 0; gauge < this.gauges.watches.length; gauge += 1) this.tighten(gauge);
    this.countLocks();
  }

  decide(facts: Facts, nowMs: number): void {
    this.nowMs = nowMs;
    const { sample } = facts;
    if (sample.current.fresh) this.judge(facts, CURRENT, false);
    if (sample.cells.fresh) this.judge(facts, CELLS, sample.cells.doubtful !== 0);
    // A hot probe that is lost must not let its neighbours clear the trip.
    if (sample.temperatures.fresh) this.judge(facts, TEMPERATURES, sample.temperatures.lost !== 0);
    if (sample.supply.fresh) this.judge(facts, SUPPLY, false);
    this.judge(facts, EVERY_TICK, false);
    if (!this.started || elapsed(this.judgedMs[STATUS], nowMs) >= PERIOD_MS[STATUS]) this.judgeStatus(facts);
    const { verdict } = this;
    if (this.active !== 0) {
      this.passTime(facts);
      this.withhold(facts);
    } else {
      verdict.rearm = false;
      verdict.withheld = sample.whole ? NO_OUTPUT : EVERY_OUTPUT;
      verdict.doubted = NO_OUTPUT;
    }
  }

  second(): void {
    const remembered = this.history.remembered;
    this.history.second();
    if (remembered !== 0) this.countLocks();
  }

  releaseInMs(index: number): number {
    const waits = this.states[index] === TRIPPED && this.rules[index].recovers === RECOVERS_LATER;
    if (!waits || this.due[index] !== 0) return 0;
    return Math.max(0, this.releaseMs(index) - elapsed(this.sinceMs[index], this.nowMs));
  }

  clearByHand(): void {
    for (let index = 0; index < this.rules.length; index += 1) {
      const { recovers, unlocks } = this.rules[index];
      // A lock may also end by itself; a user need not wait for that.
      if (this.states[index] >= TRIPPED && (recovers === RECOVERS_BY_HAND || unlocks !== NONE)) this.release(index);
    }
  }

  private judgeStatus(facts: Facts): void {
    this.judge(facts, STATUS, false);
    if (this.started) return;
    this.started = true;
    this.judgedMs[STATUS] = this.nowMs - PERIOD_MS[STATUS] + STATUS_PHASE_MS;
  }

  /** The hot path: one look at each number of a group. */
  private judge(facts: Facts, group: Group, impaired: boolean): void {
    const { watches, upper, lower, firstOf, bothWaysOf, endOf } = this.gauges;
    const bothWays = bothWaysOf[group];
    let gauge = firstOf[group];
    for (; gauge < bothWays; gauge += 1) {
      const value = watches[gauge](facts);
      if (value > upper[gauge]) this.lookInto(gauge, value, facts, impaired);
    }
    const end = endOf[group];
    for (; gauge < end; gauge += 1) {
      const value = watches[gauge](facts);
      if (value > upper[gauge] || value < lower[gauge]) this.lookInto(gauge, value, facts, impaired);
    }
    this.judgedMs[group] = this.nowMs;
  }

  /** A gauge that is not quiet: each of its rules is judged. */
  private lookInto(gauge: number, value: number, facts: Facts, impaired: boolean): void {
    const { states, rules, limits, beyond, nowMs } = this;
    const end = this.gauges.endRule[gauge];
    for (let index = this.gauges.firstRule[gauge]; index < end; index += 1) {
      const rule = rules[index];
      const state = states[index];
      if (rule.onlyWhen !== undefined && !rule.onlyWhen(facts)) {
        if (state === CLEARING) this.move(index, TRIPPED);
        else if (state === ALERT && !impaired) this.move(index, IDLE);
        continue;
      }
      const isBeyond = rule.above ? value > limits.tripAt[index] : value < limits.tripAt[index];
      beyond[index] = isBeyond ? 1 : 0;
      if (state === IDLE) {
        if (!isBeyond) continue;
        if (limits.afterMs[index] === 0) this.trip(index, value);
        else this.move(index, ALERT);
      } else if (state === ALERT) {
        if (!isBeyond && !impaired) this.move(index, IDLE);
        else if (elapsed(this.sinceMs[index], nowMs) >= limits.afterMs[index]) this.trip(index, value);
      } else if (rule.recovers === RECOVERS_ALONE) {
        this.judgeRelease(index, state, !impaired && this.clears(rule, index, value, facts));
      }
    }
  }

  private clears(rule: TableRow, index: number, value: number, facts: Facts): boolean {
    if (rule.clearWhen !== undefined) return rule.clearWhen(facts);
    if (rule.clearAt === undefined) return this.beyond[index] === 0;
    const level = this.limits.clearAt[index];
    return rule.above ? value < level : value > level;
  }

  private judgeRelease(index: number, state: number, clear: boolean): void {
    if (!clear) {
      if (state === CLEARING) this.move(index, TRIPPED);
      return;
    }
    const { group } = this.rules[index];
    const gap = elapsed(this.judgedMs[group], this.nowMs) > 2 * PERIOD_MS[group];
    if (state === TRIPPED || gap) this.move(index, CLEARING);
    if (elapsed(this.sinceMs[index], this.nowMs) >= this.releaseMs(index)) this.release(index);
  }

  /** Delays that end between two readings, and releases by time. */
  private passTime(facts: Facts): void {
    const { states, rules, sinceMs, due, nowMs } = this;
    this.verdict.rearm = false;
    for (let index = 0; index < rules.length; index += 1) {
      const state = states[index];
      if (state === ALERT) {
        if (elapsed(sinceMs[index], nowMs) >= this.limits.afterMs[index]) this.trip(index, rules[index].watch(facts));
      } else if (state === TRIPPED && rules[index].recovers === RECOVERS_LATER) {
        if (due[index] === 0 && elapsed(sinceMs[index], nowMs) >= this.releaseMs(index)) due[index] = 1;
        if (due[index] === 0) continue;
        if (rules[index].rearms && this.beyond[index] !== 0) this.verdict.rearm = true;
        else if (known(facts.sample, rules[index].group)) this.release(index);
      }
    }
  }

  private withhold(facts: Facts): void {
    const { states, rules, verdict } = this;
    const { whole, chargerPresent } = facts.sample;
    let withheld: number = whole ? NO_OUTPUT : EVERY_OUTPUT;
    let doubted: number = NO_OUTPUT;
    for (let index = 0; index < rules.length; index += 1) {
      const state = states[index];
      if (state === IDLE) continue;
      const rule = rules[index];
      if (state === ALERT) doubted |= rule.withholds;
      else withheld |= chargerPresent ? rule.withholds & ~rule.exceptWithCharger : rule.withholds;
    }
    verdict.withheld = withheld;
    verdict.doubted = doubted;
  }

  private move(index: number, state: number): void {
    const { states } = this;
    const before = states[index];
    states[index] = state;
    this.sinceMs[index] = this.nowMs;
    if (before === IDLE) this.active += 1;
    if (state === IDLE) this.active -= 1;
    if (before === IDLE || state === IDLE) this.tighten(this.gauges.ofRule[index]);
  }

  private tighten(gauge: number): void {
    this.gauges.tighten(gauge, this.rules, this.states, this.limits.tripAt);
  }

  private trip(index: number, value: number): void {
    this.move(index, TRIPPED);
    this.due[index] = 0;
    this.verdict.tripped += 1;
    this.verdict.changes += 1;
    this.history.remember(index);
    if (this.rules[index].locks !== NONE) this.countLocks();
    this.journal.tripped(index, value);
  }

  private release(index: number): void {
    this.move(index, IDLE);
    this.verdict.tripped -= 1;
    this.verdict.changes += 1;
    const family = this.rules[index].unlocks;
    if (family !== NONE) {
      for (let other = 0; other < this.rules.length; other += 1) {
        if (this.rules[other].locks === family) this.history.forget(other);
      }
      this.countLocks();
    }
    this.journal.released(index);
  }

  /** A rule that has chattered waits longer than its row says. */
  private releaseMs(index: number): number {
    const patience = this.limits.clearAfterMs[index];
    return patience < CHATTER_RELEASE_MS && this.history.countWithin(index, CHATTER_WINDOW_SECONDS) > CHATTER_TRIPS
      ? CHATTER_RELEASE_MS
      : patience;
  }

  private countLocks(): void {
    const { lockTrips, rules } = this;
    for (let family = 0; family < LOCK_FAMILIES; family += 1) lockTrips[family] = 0;
    for (let index = 0; index < rules.length; index += 1) {
      const family = rules[index].locks;
      if (family === NONE) continue;
      const trips = this.history.countWithin(index, this.lockWindowSeconds);
      if (trips > lockTrips[family]) lockTrips[family] = trips;
    }
  }
}

function known(sample: Sample, group: Group): boolean {
  if (group === CURRENT) return sample.current.fresh;
  if (group === CELLS) return sample.cells.fresh;
  if (group === TEMPERATURES) return sample.temperatures.fresh;
  if (group === SUPPLY) return sample.supply.fresh;
  return true;
}
