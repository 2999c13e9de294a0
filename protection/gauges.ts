// Gauges: the distinct numbers that rules watch. Most rules share theirs with a neighbour, and nearly always nothing is
// wrong; so a gauge keeps the band within which all its idle rules stay idle, and one look at the number answers for all.

import type { Facts } from '../src/model/facts';
import { IDLE } from '../src/model/verdict';
import { GROUPS, type TableRow } from './rule';

const LOWEST = -0x80000000;
const HIGHEST = 0x7fffffff;

interface Run {
  readonly first: number;
  readonly end: number;
  readonly upwards: boolean;
}

/** Rules that stand together and watch one number, group by group; those that trip only upwards first in each group. */
function runsOf(rules: readonly TableRow[]): Run[][] {
  const groups: Run[][] = Array.from({ length: GROUPS }, () => []);
  let first = 0;
  for (let end = 1; end <= rules.length; end += 1) {
    const { group, watch } = rules[first];
    if (end < rules.length && rules[end].group === group && rules[end].watch === watch) continue;
    groups[group].push({ first, end, upwards: rules.slice(first, end).every((rule) => rule.above) });
    first = end;
  }
  return groups.map((runs) => [...runs.filter(({ upwards }) => upwards), ...runs.filter(({ upwards }) => !upwards)]);
}

export class Gauges {
  /** What each gauge watches. */
  readonly watches: ((facts: Facts) => number)[] = [];
  /** Strictly beyond these a gauge has something to say. Plain arrays: read in every tick, and cheaper than typed ones. */
  readonly upper: number[] = [];
  readonly lower: number[] = [];
  /** The rules of each gauge, and the gauge of each rule. */
  readonly firstRule: Uint8Array;
  readonly endRule: Uint8Array;
  readonly ofRule: Uint8Array;
  /** The gauges of each group: those that only look upwards, then the others. */
  readonly firstOf: number[] = [];
  readonly bothWaysOf: number[] = [];
  readonly endOf: number[] = [];

  constructor(rules: readonly TableRow[]) {
    this.ofRule = new Uint8Array(rules.length);
    this.firstRule = new Uint8Array(rules.length);
    this.endRule = new Uint8Array(rules.length);
    for (const runs of runsOf(rules)) {
      const firstGauge = this.watches.length;
      this.firstOf.push(firstGauge);
      this.bothWaysOf.push(firstGauge + runs.filter(({ upwards }) => upwards).length);
      for (const { first, end } of runs) {
        const gauge = this.watches.length;
        this.firstRule[gauge] = first;
        this.endRule[gauge] = end;
        this.ofRule.fill(gauge, first, end);
        this.watches.push(rules[first].watch);
        this.upper.push(HIGHEST);
        this.lower.push(LOWEST);
      }
      this.endOf.push(this.watches.length);
    }
  }

  /** Sets the band of one gauge: as tight as its tightest rule, and empty while one of them is not idle. */
  tighten(gauge: number, rules: readonly TableRow[], states: readonly number[], tripAt: Int32Array): void {
    let upper = HIGHEST;
    let lower = LOWEST;
    for (let index = this.firstRule[gauge]; index < this.endRule[gauge]; index += 1) {
      if (states[index] !== IDLE) {
        upper = LOWEST;
        lower = HIGHEST;
        break;
      }
      if (rules[index].above) upper = Math.min(upper, tripAt[index]);
      else lower = Math.max(lower, tripAt[index]);
    }
    this.upper[gauge] = upper;
    this.lower[gauge] = lower;
  }
}
