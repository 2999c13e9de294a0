// Gauges: the distinct numbers that rules watch. Most rules share theirs with a neighbour, and nearly always nothing is
// wrong; so a gauge keeps the band within which all its idle rules stay idle, and one look at the number answers for all.

import type { Facts } from '../src/model/facts';
import { IDLE } from '../src/model/verdict';
import { GROUPS, type TableRow } from './rule';

const LOWEST = -0x80000000;
const HIGHEST = 0x7fffffff;

export class Gauges {
  /** What each gauge watches. */
  readonly watches: ((facts: Facts) => number)[] = [];
  /** Strictly beyond these a gauge has something to say. Plain arrays: read in every tick, and cheaper than typed ones. */
  readonly upper: number[] = [];
  readonly lower: number[] = [];
  /** First rule of each gauge, and the number of rules behind the last. */
  readonly firstRule: Uint8Array;
  /** The gauge of each rule. */
  readonly ofRule: Uint8Array;
  /** First gauge of each group, and behind its last. */
  readonly firstOf: number[] = new Array<number>(GROUPS).fill(0);
  readonly endOf: number[] = new Array<number>(GROUPS).fill(0);

  /** Throws when the rules of one group do not stand together. */
  constructor(rules: readonly TableRow[]) {
    this.ofRule = new Uint8Array(rules.length);
    this.firstRule = new Uint8Array(rules.length + 1);
    let group = -1;
    rules.forEach((rule, index) => {
      if (index === 0 || rule.group !== group || rule.watch !== rules[index - 1].watch) {
        const gauge = this.watches.length;
        if (rule.group !== group) {
          if (this.endOf[rule.group] !== 0) throw new Error(`rules of group ${rule.group} are apart`);
          group = rule.group;
          this.firstOf[group] = gauge;
        }
        this.firstRule[gauge] = index;
        this.watches.push(rule.watch);
        this.upper.push(HIGHEST);
        this.lower.push(LOWEST);
        this.endOf[group] = gauge + 1;
      }
      this.ofRule[index] = this.watches.length - 1;
    });
    this.firstRule[this.watches.length] = rules.length;
  }

  /** Sets the band of one gauge: as tight as its tightest rule, and empty while one of them is not idle. */
  tighten(gauge: number, rules: readonly TableRow[], states: readonly number[], tripAt: Int32Array): void {
    let upper = HIGHEST;
    let lower = LOWEST;
    for (let index = this.firstRule[gauge]; index < this.firstRule[gauge + 1]; index += 1) {
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
