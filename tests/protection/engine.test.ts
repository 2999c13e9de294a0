// The engine alone, with a table of its own: delays, releases, outputs, chatter, whatever the rules may be.

import { describe, expect, it } from '@jest/globals';
import { createProtection } from '../../protection/engine';
import { CELLS, CURRENT, EVERY_TICK, ruleTable, SUPPLY, TEMPERATURES, type Rule } from '../../protection/rule';
import { CHARGE, DISCHARGE, EVERY_OUTPUT, HEATER, NO_OUTPUT } from '../../src/model/outputs';
import type { Facts } from '../../src/model/facts';
import { ALERT, IDLE, TRIPPED } from '../../src/model/verdict';
import { createRig } from '../support/rig';

const base = {
  fault: 'tested',
  domain: 'TEST',
  requirement: 'TEST',
  help: '',
  group: EVERY_TICK,
  trips: 'above',
  tripAt: 10,
  afterMs: 1_000,
  recovers: 'alone',
  clearAfterMs: 0,
  withholds: CHARGE,
  errorCode: 0,
} as const;

/** An engine on facts that a test turns by hand. */
function engineWith(rules: readonly Partial<Rule>[]) {
  const rig = createRig();
  rig.run(8_000);
  const watched = { value: 0, enabled: true };
  const log: string[] = [];
  const protection = createProtection(
    ruleTable(rules.map((rule): Rule => ({ ...base, watch: () => watched.value, ...rule }))),
    {
      tripped: (rule, value) => log.push(`trip ${rule} ${value}`),
      released: (rule) => log.push(`release ${rule}`),
    },
  );
  protection.configure(rig.settings.values);
  const facts: Facts = { ...rig.bms.facts, verdict: protection.verdict };
  let nowMs = 0;
  function run(ms: number): void {
    runOn(facts, ms);
  }
  function runOn(given: Facts, ms: number): void {
    for (let passed = 0; passed < ms; passed += 50) {
      protection.decide(given, nowMs | 0);
      nowMs += 50;
      if (nowMs % 1_000 === 0) protection.second();
    }
  }
  return { protection, watched, log, run, runOn, facts, rig, at: (ms: number) => (nowMs = ms) };
}

describe('a rule', () => {
  it('ENG-001 trips when its condition has lasted its delay, not before, and withholds its outputs', () => {
    const { protection, watched, run } = engineWith([{}]);
    run(100);
    expect(protection.verdict.withheld).toBe(NO_OUTPUT);
    watched.value = 11;
    run(1_000);
    expect(protection.verdict.states[0]).toBe(ALERT);
    expect(protection.verdict.doubted).toBe(CHARGE);
    expect(protection.verdict.withheld).toBe(NO_OUTPUT);
    run(50);
    expect(protection.verdict.states[0]).toBe(TRIPPED);
    expect(protection.verdict.withheld).toBe(CHARGE);
  });

  it('ENG-002 is not beyond its limit at the limit, in either direction', () => {
    const { protection, watched, run } = engineWith([{}, { trips: 'below', tripAt: 10 }]);
    watched.value = 10;
    run(5_000);
    expect(protection.verdict.states).toEqual([IDLE, IDLE]);
  });

  it('ENG-003 recovers by hand only when its row says so', () => {
    const { protection, watched, run, log } = engineWith([{ recovers: 'manually' }]);
    watched.value = 11;
    run(2_000);
    watched.value = 0;
    run(1_000_000);
    expect(protection.verdict.withheld).toBe(CHARGE);
    protection.clearByHand();
    run(50);
    expect(protection.verdict.withheld).toBe(NO_OUTPUT);
    expect(log).toEqual(['trip 0 11', 'release 0']);
  });

  it('ENG-003 trips again after a release by hand while its condition is still true', () => {
    const { protection, watched, run } = engineWith([{ recovers: 'manually' }]);
    watched.value = 11;
    run(2_000);
    protection.clearByHand();
    run(50);
    expect(protection.verdict.doubted).toBe(CHARGE);
    run(1_050);
    expect(protection.verdict.withheld).toBe(CHARGE);
  });

  it('ENG-004 gives back what its row excepts while a charger is present', () => {
    const { protection, watched, run, rig } = engineWith([
      { withholds: DISCHARGE | HEATER, exceptWithCharger: HEATER, afterMs: 0 },
    ]);
    watched.value = 11;
    run(100);
    expect(protection.verdict.withheld).toBe(DISCHARGE | HEATER);
    rig.knobs.charger = true;
    rig.run(2_000);
    run(100);
    expect(protection.verdict.withheld).toBe(DISCHARGE);
  });

  it('ENG-005 trips of several rules combine, and each keeps its own time', () => {
    const { protection, watched, run } = engineWith([
      { afterMs: 0 },
      { afterMs: 500, withholds: DISCHARGE, tripAt: 20 },
    ]);
    watched.value = 21;
    run(50);
    expect(protection.verdict.withheld).toBe(CHARGE);
    run(500);
    expect(protection.verdict.withheld).toBe(CHARGE | DISCHARGE);
    expect(protection.verdict.tripped).toBe(2);
    watched.value = 15;
    run(50);
    expect(protection.verdict.withheld).toBe(CHARGE);
  });

  it('ENG-006 released more than ten times within an hour it waits 10 minutes', () => {
    const { protection, watched, run } = engineWith([{ afterMs: 0 }]);
    for (let trip = 0; trip < 11; trip += 1) {
      expect(protection.verdict.tripped).toBe(0);
      watched.value = 11;
      run(1_000);
      watched.value = 0;
      run(1_000);
    }
    expect(protection.verdict.tripped).toBe(1);
    run(597_000);
    expect(protection.verdict.tripped).toBe(1);
    run(3_000);
    expect(protection.verdict.tripped).toBe(0);
  });

  it('ENG-006 ten trips an hour apart from each other are no chatter', () => {
    const { protection, watched, run } = engineWith([{ afterMs: 0 }]);
    for (let trip = 0; trip < 12; trip += 1) {
      watched.value = 11;
      run(1_000);
      watched.value = 0;
      run(400_000);
      expect(protection.verdict.tripped).toBe(0);
    }
  });

  it('ENG-007 a delay that runs across the wrap of the clock is as long as any other', () => {
    for (const start of [0x7fffffff - 500, 0xffffffff - 500]) {
      const { protection, watched, run, at } = engineWith([{}]);
      run(100);
      at(start);
      watched.value = 11;
      run(1_000);
      expect(protection.verdict.states[0]).toBe(ALERT);
      run(50);
      expect(protection.verdict.states[0]).toBe(TRIPPED);
    }
  });

  it('ENG-008 its precondition gone, an alert is forgotten and a release starts anew', () => {
    const gate = { open: true };
    const { protection, watched, run } = engineWith([{ onlyWhen: () => gate.open, clearAfterMs: 1_000 }]);
    watched.value = 11;
    run(500);
    gate.open = false;
    run(50);
    expect(protection.verdict.states[0]).toBe(IDLE);
    gate.open = true;
    run(1_100);
    expect(protection.verdict.states[0]).toBe(TRIPPED);
    watched.value = 0;
    run(500);
    gate.open = false;
    run(100);
    gate.open = true;
    run(900);
    expect(protection.verdict.tripped).toBe(1);
    run(200);
    expect(protection.verdict.tripped).toBe(0);
  });

  it('ENG-009 until the first whole sample everything is withheld', () => {
    const rig = createRig();
    rig.knobs.temperaturesAnswer = false;
    rig.run(1_500);
    expect(rig.bms.facts.verdict.withheld).toBe(EVERY_OUTPUT);
    expect(rig.driven).toBe(NO_OUTPUT);
  });

  it('ENG-010 tells how long a trip that ends by time still lasts', () => {
    const { protection, watched, run } = engineWith([{ afterMs: 0, recovers: 'later', clearAfterMs: 5_000 }, {}]);
    watched.value = 11;
    run(100);
    expect(protection.releaseInMs(0)).toBe(4_950);
    expect(protection.releaseInMs(1)).toBe(0);
    watched.value = 0;
    run(5_000);
    expect(protection.releaseInMs(0)).toBe(0);
    expect(protection.verdict.tripped).toBe(0);
  });

  it('ENG-010 a release by time still comes when the clock has wrapped in between', () => {
    const { protection, watched, run, at } = engineWith([{ afterMs: 0, recovers: 'later', clearAfterMs: 5_000 }]);
    at(0x7fffffff - 2_000);
    watched.value = 11;
    run(50);
    watched.value = 0;
    run(4_900);
    expect(protection.verdict.tripped).toBe(1);
    run(100);
    expect(protection.verdict.tripped).toBe(0);
  });

  it.each([
    ['current', CURRENT],
    ['cells', CELLS],
    ['temperatures', TEMPERATURES],
    ['supply', SUPPLY],
  ] as const)('ENG-010 a release by time waits for a fresh reading of its own group: %s', (name, group) => {
    const { protection, watched, facts, runOn } = engineWith([
      { group, afterMs: 0, recovers: 'later', clearAfterMs: 1_000 },
    ]);
    const { sample } = facts;
    const stale = {
      current: sample.current,
      cells: sample.cells,
      temperatures: sample.temperatures,
      supply: sample.supply,
    };
    const unread = Object.fromEntries(
      Object.entries(stale).map(([key, value]) => [key, { ...value, fresh: false }]),
    ) as unknown as typeof stale;
    const read = { ...unread, [name]: { ...sample[name], fresh: true } };
    watched.value = 11;
    runOn({ ...facts, sample: { ...sample, ...read } }, 100);
    expect(protection.verdict.tripped).toBe(1);
    runOn({ ...facts, sample: { ...sample, ...unread } }, 5_000);
    expect(protection.verdict.tripped).toBe(1);
    watched.value = 0;
    runOn({ ...facts, sample: { ...sample, ...read } }, 50);
    expect(protection.verdict.tripped).toBe(0);
  });

  it('ENG-011 a table in any order of groups is judged whole', () => {
    const { protection, watched, run } = engineWith([
      { afterMs: 0 },
      { group: SUPPLY, afterMs: 0, withholds: DISCHARGE },
      { afterMs: 0, trips: 'below', tripAt: 12, withholds: HEATER },
    ]);
    watched.value = 11;
    run(50);
    expect(protection.verdict.withheld).toBe(CHARGE | DISCHARGE | HEATER);
  });
});
