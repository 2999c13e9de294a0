// The stand-in for jest on XS, tested on Node and, by itself, on XS.

import { describe, expect, it } from '@jest/globals';
import { createSuite } from './suite';

const nothing = (): void => undefined;

describe('suite', () => {
  it('XS-010 tests run in order, each between the preparations and the clean-up of its groups', () => {
    const { describe: group, it: declare, beforeAll, beforeEach, afterEach, afterAll, run } = createSuite();
    const calls: string[] = [];
    const note = (name: string) => () => void calls.push(name);
    beforeEach(note('each'));
    afterEach(note('after'));
    group('outer', () => {
      beforeAll(note('all'));
      beforeEach(note('inner'));
      afterEach(note('inner after'));
      afterAll(note('end'));
      declare('first', note('1'));
    });
    declare('second', note('2'));
    const outcome = run();
    expect(outcome.passed).toBe(2);
    const first = ['all', 'each', 'inner', '1', 'inner after', 'after', 'end'];
    expect(calls).toEqual([...first, 'each', '2', 'after']);
  });

  it('XS-010 a failing test is told with its groups, counts once and stops no other', () => {
    const { describe: group, it: declare, afterEach, run } = createSuite();
    group('outer', () => {
      afterEach(() => {
        throw new Error('clean-up');
      });
      declare('bad', () => {
        throw new Error('body');
      });
    });
    declare('good', nothing);
    const { passed, failures } = run();
    expect(passed).toBe(1);
    expect(failures.map(({ title }) => title)).toEqual(['outer › bad']);
    expect(failures[0].error).toEqual(new Error('body'));
  });

  it('XS-010 a failing preparation fails the test and does not run it', () => {
    const { it: declare, beforeEach, run } = createSuite();
    const calls: string[] = [];
    beforeEach(() => {
      throw new Error('not ready');
    });
    declare('never', () => void calls.push('body'));
    expect(run().failures).toHaveLength(1);
    expect(calls).toEqual([]);
  });

  it('XS-010 a failing preparation of a whole group is told, and the group does not run', () => {
    const { describe: group, it: declare, beforeAll, run } = createSuite();
    group('outer', () => {
      beforeAll(() => {
        throw new Error('not ready');
      });
      declare('never', nothing);
    });
    const { passed, failures } = run();
    expect(passed).toBe(0);
    expect(failures.map(({ title }) => title)).toEqual(['outer › (before all)']);
  });

  it('XS-010 only what is wanted runs, and no preparation for what is not', () => {
    const { describe: group, it: declare, beforeAll, run } = createSuite();
    const calls: string[] = [];
    group('left out', () => {
      beforeAll(() => void calls.push('all'));
      declare('a', () => void calls.push('a'));
    });
    declare('b', () => void calls.push('b'));
    expect(run((title) => title === 'b').passed).toBe(1);
    expect(calls).toEqual(['b']);
  });

  it('XS-011 each makes one test of a row and hands its values over', () => {
    const { describe: group, it: declare, run } = createSuite();
    const seen: unknown[] = [];
    const titles: string[] = [];
    group.each([['x'], ['y']])('group %s', (name: string) => {
      declare.each([{ value: 1 }])('is $value', ({ value }: { readonly value: number }) => void seen.push(name, value));
    });
    declare.each([
      [1, 'a'],
      [2, 'b'],
    ])('%d is %s', (...values: unknown[]) => void seen.push(values));
    run(
      () => true,
      (title) => void titles.push(title),
    );
    expect(titles).toEqual(['group x › is 1', 'group y › is 1', '1 is a', '2 is b']);
    expect(seen).toEqual(['x', 1, 'y', 1, [1, 'a'], [2, 'b']]);
  });

  it('XS-010 a promise is no result: a test that returns one fails', () => {
    const { it: declare, run } = createSuite();
    declare('later', () => ({ then: nothing }));
    expect(run().failures).toHaveLength(1);
  });

  it('XS-010 there is no way to skip or to run alone', () => {
    const { it: declare } = createSuite();
    const withMore = declare as unknown as Readonly<Record<'skip' | 'only' | 'todo', () => void>>;
    expect(() => withMore.skip()).toThrow('no skipped');
    expect(() => withMore.only()).toThrow('no skipped');
    expect(() => withMore.todo()).toThrow('no skipped');
    expect(() => declare.each('table' as unknown as readonly unknown[])).toThrow('array');
  });
});
