// The runner and its expectations have to be able to say no: what must fail does, what comes too late is not judged.

import { describe, expect, it } from '@jest/globals';
import { describe as inWords } from '../../../sim/scenarios/expectations';
import { createRun, runScenario } from '../../../sim/scenarios/runner';
import type { Expectation, Scenario } from '../../../sim/scenarios/scenario';
import { findScenario, scenarios } from '../../../sim/scenarios/scenarios';

/** The manual's charge over-current: trips at 30 s, is released at 80 s. */
const example = known('occ-manual');

function known(id: string): Scenario {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(id);
  return scenario;
}

function expecting(...expect: Expectation[]): Scenario {
  return { ...example, expect };
}

describe('the list', () => {
  it('RUN-001 every scenario has its own id, a help text and a source', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    expect(scenarios.filter(({ help, cites }) => help === '' || !/Manual|Domain reference/.test(cites))).toEqual([]);
    expect(findScenario('no such thing')).toBeUndefined();
  });

  it('RUN-001 steps and moments fall on firmware ticks and within the duration', () => {
    const times = scenarios.flatMap(({ id, durationSeconds, steps, expect: expectations }) => [
      ...steps.map(({ at }) => ({ id, at, durationSeconds })),
      ...expectations.flatMap((row) => ('path' in row || 'point' in row ? [{ id, at: row.at, durationSeconds }] : [])),
    ]);
    const wrong = times.filter(
      ({ at, durationSeconds }) => at < 0 || at > durationSeconds || Math.abs(at * 20 - Math.round(at * 20)) > 1e-9,
    );
    expect(wrong).toEqual([]);
  });
});

describe('expectations', () => {
  const wrong: readonly [string, Expectation][] = [
    ['a trip that never comes', { trips: 'cellsSilent', at: 30, within: 1 }],
    ['a trip at another time', { trips: 'chargeOvercurrent', at: 29, within: 0.5 }],
    ['a second trip that does not come', { trips: 'chargeOvercurrent', at: 30, within: 0.2, nth: 2 }],
    ['a trip outside its time', { trips: 'chargeOvercurrent', between: [40, 50] }],
    ['another number of trips', { trips: 'chargeOvercurrent', times: 2 }],
    ['a release at another time', { releases: 'chargeOvercurrent', at: 30, within: 1 }],
    ['a release too early after its trip', { releases: 'chargeOvercurrent', afterTrip: 51, within: 0.5 }],
    ['a release too late after its trip', { releases: 'chargeOvercurrent', afterTrip: 49, within: 0.5 }],
    ['a release without a trip', { releases: 'cellsSilent', afterTrip: 49, within: 0.5 }],
    ['a trip that must not be', { never: 'chargeOvercurrent' }],
    ['any trip', { never: 'any' }],
    ['a trip that was not named', { only: ['cellsSilent'] }],
    ['a contactor that conducts', { at: 50, path: 'charge', closed: true }],
    ['a contactor that is open', { at: 50, path: 'discharge', closed: false }],
    ['a point too low', { at: 25, point: 'packMilliamps', from: 12_500, to: 20_000 }],
    ['a point too high', { at: 25, point: 'packMilliamps', from: 0, to: 11_500 }],
    ['a cell that is not there', { at: 25, point: 'cellMillivolts', index: 16, from: 0, to: 5_000 }],
    ['a point that is not known', { at: 25, point: 'sohPercent', from: 0, to: 100 }],
  ];

  it.each(wrong)('RUN-002 %s is reported in words', (_, expectation) => {
    const result = runScenario(expecting(expectation));
    expect(result.holds).toBe(false);
    expect(result.violations).toHaveLength(1);
    expect(result.violations[0]).toContain(inWords(expectation));
    expect(result.skipped).toEqual([]);
  });

  it('RUN-003 trips and releases are told with their times', () => {
    const { trips, releases } = runScenario(example);
    expect(trips).toEqual([{ fault: 'chargeOvercurrent', seconds: expect.closeTo(30, 0) }]);
    expect(releases).toEqual([{ fault: 'chargeOvercurrent', seconds: expect.closeTo(80, 0) }]);
  });

  it('RUN-004 what lies beyond a shorter duration is skipped and listed, the rest is judged', () => {
    const scenario = expecting(
      { trips: 'chargeOvercurrent', at: 30, within: 0.2 },
      { releases: 'chargeOvercurrent', at: 80, within: 0.2 },
      { releases: 'chargeOvercurrent', afterTrip: 50, within: 0.2 },
      { trips: 'chargeOvercurrent', times: 7 },
      { at: 100, path: 'charge', closed: false },
      { only: [] },
    );
    const result = runScenario(scenario, { durationSeconds: 60 });
    expect(result.simulatedSeconds).toBe(60);
    expect(result.skipped).toHaveLength(4);
    expect(result.violations).toEqual([expect.stringContaining('nothing trips but')]);
  });

  it('RUN-004 a trip that must still be there at the end and is not is reported', () => {
    const { violations } = runScenario({ ...example, endsWith: ['chargeOvercurrent'] });
    expect(violations).toEqual(['chargeOvercurrent is still there at the end: it is not']);
  });

  it('RUN-005 a result asked for in between judges what can be judged', () => {
    const run = createRun(example);
    while (run.simulation.ticks < 25 * 20) run.step();
    expect(run.done).toBe(false);
    expect(run.result().violations).toEqual([]);
    expect(run.result().skipped.length).toBeGreaterThan(0);
  });
});

describe('runs', () => {
  it('RUN-006 the same scenario gives the same hash, another pack another', () => {
    const one = runScenario(example);
    expect(runScenario(example).hash).toBe(one.hash);
    expect(runScenario(example, { pack: { seed: 2 } }).hash).not.toBe(one.hash);
    expect(one.ticks).toBe(2_400);
  });

  const mistakes: readonly [string, Scenario['steps'][number]][] = [
    ['a fault nobody knows', { at: 1, fault: 'gremlins' }],
    ['a mend of what is whole', { at: 1, mend: 'deadShort' }],
    ['a setting that is refused', { at: 1, set: { cellCount: 99 } }],
  ];

  it.each(mistakes)('RUN-007 %s is a mistake in the scenario', (_, step) => {
    expect(() => runScenario({ ...example, steps: [step] })).toThrow();
  });

  it('RUN-008 a firmware that stopped itself is reported', () => {
    const run = createRun(known('rest'), { durationSeconds: 20 });
    run.simulation.world.setLoad({ kind: 'current', amps: 10 });
    Object.assign(run.simulation.ports.cellMonitor, {
      sample: () => {
        throw new Error('broken on purpose');
      },
    });
    while (!run.done) run.step();
    expect(run.result().violations).toContain('the firmware stopped itself: broken on purpose');
    expect(run.result().violations.join()).toContain('bricked');
  });
});
