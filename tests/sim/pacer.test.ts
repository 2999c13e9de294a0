// The pacer against a clock that the test moves.

import { expect, it } from '@jest/globals';
import { createPacer, MAXIMUM_SPEED, type Pacer } from '../../sim/pacer';
import { createHandClock, type HandClock } from '../support/simulator';

interface Bench {
  readonly pacer: Pacer;
  readonly clock: HandClock;
  ticks: number;
  failure: unknown;
}

/** Each tick takes `tickMs` of real time. */
function createBench(factor: number, { tickMs = 0, lastTick = Infinity, failsAt = Infinity } = {}): Bench {
  const clock = createHandClock();
  const bench: Bench = {
    clock,
    ticks: 0,
    failure: undefined,
    pacer: createPacer({
      factor,
      clock,
      step: () => {
        bench.ticks += 1;
        if (bench.ticks === failsAt) throw new Error('tick failed');
        clock.sleep(tickMs);
        return bench.ticks < lastTick;
      },
      onFailure: (error) => (bench.failure = error),
    }),
  };
  return bench;
}

it.each([0.1, 1, 2.5, 60, 1_000])(
  'HOST-040 at %d times real time there are as many ticks, never ahead of time',
  (factor) => {
    const bench = createBench(factor);
    bench.pacer.start();
    for (let second = 1; second <= 20; second += 1) {
      bench.clock.pass(1_000);
      const due = second * 20 * factor;
      expect(bench.ticks).toBeLessThanOrEqual(due + 1e-6);
      expect(bench.ticks).toBeGreaterThan(due - 1 - factor);
    }
    expect(bench.pacer.effectiveFactor).toBeCloseTo(factor, factor > 100 ? -1 : 0);
  },
);

it('HOST-041 after a sleep of hours only a moment is caught up, and the effective speed tells', () => {
  const bench = createBench(1);
  bench.pacer.start();
  bench.clock.pass(2_000);
  const before = bench.ticks;
  bench.clock.sleep(3_600_000);
  bench.clock.pass(100);
  expect(bench.ticks - before).toBeLessThanOrEqual(8);
  expect(bench.pacer.effectiveFactor).toBeLessThan(0.01);
  bench.clock.pass(3_000);
  expect(bench.pacer.effectiveFactor).toBeCloseTo(1, 1);
});

it('HOST-041 a machine too slow for the speed does what it can, and the effective speed tells', () => {
  const bench = createBench(100, { tickMs: 1 });
  bench.pacer.start();
  bench.clock.pass(5_000);
  expect(bench.pacer.effectiveFactor).toBeGreaterThan(40);
  expect(bench.pacer.effectiveFactor).toBeLessThan(51);
  bench.pacer.setFactor(1);
  const before = bench.ticks;
  bench.clock.pass(1_000);
  expect(bench.ticks - before).toBeLessThanOrEqual(20);
});

it('HOST-042 at full speed everybody else has a turn after a few milliseconds', () => {
  const bench = createBench(MAXIMUM_SPEED, { tickMs: 0.5 });
  bench.pacer.start();
  bench.clock.pass(0);
  expect(bench.ticks).toBeGreaterThan(10);
  expect(bench.ticks).toBeLessThanOrEqual(32);
  bench.clock.pass(2_000);
  expect(bench.pacer.effectiveFactor).toBeCloseTo(100, -1);
});

it('HOST-043 paused nothing happens; an advance does just its ticks, once at a time', async () => {
  const bench = createBench(1);
  bench.pacer.start();
  bench.clock.pass(1_000);
  bench.pacer.setFactor(0);
  const before = bench.ticks;
  bench.clock.pass(10_000);
  expect([bench.ticks, bench.pacer.paused, bench.pacer.effectiveFactor]).toEqual([before, true, 0]);
  const advanced = bench.pacer.advance(1_234);
  expect(bench.pacer.advancing).toBe(true);
  expect(() => bench.pacer.advance(1)).toThrow('once at a time');
  bench.clock.pass(0);
  await advanced;
  expect([bench.ticks, bench.pacer.advancing]).toEqual([before + 1_234, false]);
  bench.clock.pass(10_000);
  expect(bench.ticks).toBe(before + 1_234);
  bench.pacer.setFactor(1);
  bench.clock.pass(1_000);
  expect(bench.ticks).toBeLessThanOrEqual(before + 1_234 + 20);
  expect(() => bench.pacer.advance(1)).toThrow('paused');
});

it('HOST-043 stopped in the middle of an advance, nobody waits for ever', async () => {
  const bench = createBench(0, { tickMs: 1 });
  bench.pacer.start();
  const advanced = bench.pacer.advance(1_000_000);
  bench.clock.pass(5);
  bench.pacer.stop();
  await advanced;
  expect(bench.ticks).toBeLessThan(1_000_000);
  await bench.pacer.advance(5);
});

it('HOST-044 the pacing ends where the step says so, and where a step fails, with the failure', () => {
  const ending = createBench(MAXIMUM_SPEED, { lastTick: 100 });
  ending.pacer.start();
  ending.clock.pass(1_000);
  expect([ending.ticks, ending.clock.waiting]).toEqual([100, 0]);
  const failing = createBench(1, { failsAt: 5 });
  failing.pacer.start();
  failing.clock.pass(10_000);
  expect([failing.ticks, failing.clock.waiting]).toEqual([5, 0]);
  expect(failing.failure).toEqual(new Error('tick failed'));
});

it.each([-1, NaN, -Infinity])('HOST-044 %d is no speed', (factor) => {
  const bench = createBench(1);
  expect(() => bench.pacer.setFactor(factor)).toThrow(RangeError);
  expect(bench.pacer.factor).toBe(1);
});
