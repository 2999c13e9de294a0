// Judges a run against a scenario's expectations: what must be looked at while it runs (Sampler), and what the timeline
// of trips and releases must show (judge). What cannot be judged yet at `untilSeconds` is listed as skipped; a run that
// went its full length is judged until Infinity.

import { points, valueCount, type Point } from '../../src/telemetry/points';
import type { Simulation } from '../simulation';
import type { TimelineEntry } from '../timeline';
import type { Expectation } from './scenario';

type Moment = Extract<Expectation, { readonly path: unknown } | { readonly point: unknown }>;

export interface Judgement {
  readonly violations: readonly string[];
  readonly skipped: readonly string[];
}

export interface Sampler {
  /** Seconds at which there is something to look at next; Infinity when nothing is left. */
  readonly nextSeconds: number;
  /** What was found wrong so far. */
  readonly violations: readonly string[];
  look(): void;
}

export function createSampler(expectations: readonly Expectation[], simulation: Simulation): Sampler {
  const moments = expectations.filter(isMoment).sort((one, other) => one.at - other.at);
  const violations: string[] = [];
  let next = 0;

  return {
    get nextSeconds() {
      return next < moments.length ? moments[next].at : Infinity;
    },
    violations,
    look() {
      const wrong = lookAt(moments[next], simulation);
      if (wrong !== undefined) violations.push(wrong);
      next += 1;
    },
  };
}

export function judge(
  expectations: readonly Expectation[],
  entries: readonly TimelineEntry[],
  untilSeconds: number,
): Judgement {
  const violations: string[] = [];
  const skipped: string[] = [];
  for (const expectation of expectations) {
    if (latest(expectation, entries) > untilSeconds) skipped.push(describe(expectation));
    else if (!isMoment(expectation)) violations.push(...wrongs(expectation, entries));
  }
  return { violations, skipped };
}

/** What an expectation says, in words. */
export function describe(expectation: Expectation): string {
  if ('never' in expectation) return expectation.never === 'any' ? 'nothing trips' : `${expectation.never} never trips`;
  if ('only' in expectation) return `nothing trips but ${expectation.only.join(', ')}`;
  if ('path' in expectation) {
    return `the ${expectation.path} contactor ${expectation.closed ? 'conducts' : 'is open'} at ${expectation.at} s`;
  }
  if ('point' in expectation) {
    const { point, index, from, to, at } = expectation;
    return `${point}${index === undefined ? '' : `[${index}]`} is ${from}..${to} at ${at} s`;
  }
  if ('times' in expectation) return `${expectation.trips} trips ${expectation.times} times`;
  const what = 'trips' in expectation ? `${expectation.trips} trips` : `${expectation.releases} is released`;
  const nth = expectation.nth === undefined ? '' : ` for the ${expectation.nth}. time`;
  if ('between' in expectation)
    return `${what}${nth} between ${expectation.between[0]} and ${expectation.between[1]} s`;
  if ('afterTrip' in expectation) {
    return `${what}${nth} ${expectation.afterTrip} s after its trip (within ${expectation.within} s)`;
  }
  return `${what}${nth} at ${expectation.at} s (within ${expectation.within} s)`;
}

function isMoment(expectation: Expectation): expectation is Moment {
  return 'path' in expectation || 'point' in expectation;
}

function lookAt(moment: Moment, { world, bms }: Simulation): string | undefined {
  if ('path' in moment) {
    const closed = world.truth.contactors[moment.path];
    return closed === moment.closed ? undefined : `${describe(moment)}: it ${closed ? 'conducts' : 'is open'}`;
  }
  const point: Point | undefined = points.find((row) => row.key === moment.point);
  const index = moment.index ?? 0;
  const value = point !== undefined && index < valueCount(point, bms) ? point.read(bms, index) : undefined;
  if (value === undefined) return `${describe(moment)}: it is unknown`;
  return value >= moment.from && value <= moment.to ? undefined : `${describe(moment)}: it is ${value}`;
}

/** When the expectation can be judged; -Infinity where it can be at any time, Infinity where only at the end. */
function latest(expectation: Expectation, entries: readonly TimelineEntry[]): number {
  if ('times' in expectation) return Infinity;
  if ('between' in expectation) return expectation.between[1];
  if ('afterTrip' in expectation) {
    const trip = nthOf(entries, 'trip', expectation.releases, expectation.nth ?? 1);
    return (trip?.seconds ?? Infinity) + expectation.afterTrip + expectation.within;
  }
  if ('path' in expectation || 'point' in expectation) return expectation.at;
  return 'at' in expectation ? expectation.at + expectation.within : -Infinity;
}

function wrongs(expectation: Exclude<Expectation, Moment>, entries: readonly TimelineEntry[]): string[] {
  if ('never' in expectation) {
    const { never } = expectation;
    return trips(entries, (fault) => never === 'any' || fault === never).map((entry) => unwanted(expectation, entry));
  }
  if ('only' in expectation) {
    const wanted: readonly string[] = expectation.only;
    return trips(entries, (fault) => !wanted.includes(fault)).map((entry) => unwanted(expectation, entry));
  }
  if ('times' in expectation) {
    const found = trips(entries, (fault) => fault === expectation.trips).length;
    return found === expectation.times ? [] : [`${describe(expectation)}: it did ${found} times`];
  }
  const [what, fault] =
    'trips' in expectation ? (['trip', expectation.trips] as const) : (['release', expectation.releases] as const);
  const entry = nthOf(entries, what, fault, expectation.nth ?? 1);
  if (entry === undefined) return [`${describe(expectation)}: it did not`];
  const [from, to] = windowOf(expectation, entries);
  return entry.seconds >= from && entry.seconds <= to ? [] : [`${describe(expectation)}: it did at ${entry.seconds} s`];
}

type Timed = Exclude<
  Expectation,
  Moment | { readonly never: unknown } | { readonly only: unknown } | { readonly times: number }
>;

/** Times are binary fractions of decimal seconds: half a millisecond is no difference. */
const ROUNDING_SECONDS = 0.000_5;

function windowOf(expectation: Timed, entries: readonly TimelineEntry[]): readonly [number, number] {
  if ('between' in expectation) return expectation.between;
  const within = expectation.within + ROUNDING_SECONDS;
  if (!('afterTrip' in expectation)) return [expectation.at - within, expectation.at + within];
  const trip = nthOf(entries, 'trip', expectation.releases, expectation.nth ?? 1);
  const at = (trip?.seconds ?? NaN) + expectation.afterTrip;
  return [at - within, at + within];
}

function nthOf(entries: readonly TimelineEntry[], what: string, fault: string, nth: number): TimelineEntry | undefined {
  return entries.filter((entry) => entry.what === what && entry.fault === fault)[nth - 1];
}

function trips(entries: readonly TimelineEntry[], which: (fault: string) => boolean): readonly TimelineEntry[] {
  return entries.filter((entry) => entry.what === 'trip' && which(entry.fault));
}

function unwanted(expectation: Expectation, entry: TimelineEntry): string {
  return `${describe(expectation)}: ${entry.fault} did at ${entry.seconds} s (value ${entry.value})`;
}
