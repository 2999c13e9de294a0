// Our matchers judged by the runner's own: every case must come out as jest has it on Node, and as expected on XS.

import { describe, expect as judge, it } from '@jest/globals';
import { expect } from './expectation';

type Case = readonly [matcher: string, actual: unknown, expected: readonly unknown[], holds: boolean];

const sparse = Object.freeze({ a: 1, b: undefined });

// prettier-ignore
const cases: readonly Case[] = [
  ['toBe', 1, [1], true], ['toBe', NaN, [NaN], true], ['toBe', 0, [-0], false], ['toBe', '1', [1], false],
  ['toBe', sparse, [sparse], true], ['toBe', { a: 1 }, [{ a: 1 }], false],
  ['toEqual', { a: 1 }, [sparse], true], ['toEqual', [1, [2]], [[1, [2]]], true], ['toEqual', [1], [[1, 2]], false],
  ['toEqual', { a: { b: [1] } }, [{ a: { b: [2] } }], false], ['toEqual', { a: 1, c: 2 }, [{ a: 1 }], false],
  ['toEqual', null, [undefined], false], ['toEqual', [], [{}], false], ['toEqual', 'a', [['a']], false],
  ['toEqual', new Uint8Array([1, 2]), [new Uint8Array([1, 2])], true],
  ['toEqual', new Uint8Array([1, 2]), [new Uint8Array([1, 3])], false],
  ['toEqual', new Uint8Array([1]), [new Int8Array([1])], false], ['toEqual', new Uint8Array([1]), [[1]], false],
  ['toEqual', new Set([1, 2]), [new Set([2, 1])], true], ['toEqual', new Set([1]), [new Set([2])], false],
  ['toEqual', new Map([['a', 1]]), [new Map([['a', 1]])], true], ['toEqual', new Map([['a', 1]]), [new Map([['a', 2]])], false],
  ['toEqual', new Error('a'), [new Error('a')], true], ['toEqual', new Error('a'), [new Error('b')], false],
  ['toMatchObject', { a: 1, b: { c: 2, d: 3 } }, [{ b: { c: 2 } }], true], ['toMatchObject', { a: 1 }, [{ b: 1 }], false],
  ['toMatchObject', { a: 1 }, [{ b: undefined }], false], ['toMatchObject', { a: [1, 2] }, [{ a: [1] }], false],
  ['toBeGreaterThan', 2, [1], true], ['toBeGreaterThan', 1, [1], false], ['toBeGreaterThanOrEqual', 1, [1], true],
  ['toBeGreaterThanOrEqual', 0, [1], false], ['toBeLessThan', 1, [2], true], ['toBeLessThan', 2, [2], false],
  ['toBeLessThanOrEqual', 2, [2], true], ['toBeLessThanOrEqual', 3, [2], false], ['toBeLessThan', NaN, [1], false],
  ['toBeCloseTo', 0.1 + 0.2, [0.3], true], ['toBeCloseTo', 1.004, [1], true], ['toBeCloseTo', 1.006, [1], false],
  ['toBeCloseTo', 1.04, [1, 1], true], ['toBeCloseTo', 1.004, [1, 3], false],
  ['toContain', [1, 2], [2], true], ['toContain', [1, 2], [3], false], ['toContain', 'abc', ['bc'], true],
  ['toContain', [{}], [{}], false], ['toContainEqual', [{ a: 1 }], [{ a: 1 }], true],
  ['toHaveLength', [1, 2], [2], true], ['toHaveLength', 'abc', [2], false],
  ['toHaveProperty', { a: 1 }, ['a'], true], ['toHaveProperty', { a: 1 }, ['b'], false], ['toHaveProperty', { a: 1 }, ['a', 2], false],
  ['toBeUndefined', undefined, [], true], ['toBeUndefined', null, [], false], ['toBeDefined', 0, [], true],
  ['toBeNull', null, [], true], ['toBeNull', undefined, [], false], ['toBeNaN', NaN, [], true], ['toBeNaN', 1, [], false],
  ['toBeTruthy', 1, [], true], ['toBeTruthy', '', [], false], ['toBeFalsy', 0, [], true],
  ['toBeInstanceOf', [], [Array], true], ['toBeInstanceOf', {}, [Array], false],
  ['toMatch', 'abc', [/b/], true], ['toMatch', 'abc', [/x/], false], ['toMatch', 'abc', ['bc'], true],
  ['toThrow', () => { throw new TypeError('no such cell'); }, [], true], ['toThrow', () => 1, [], false],
  ['toThrow', () => { throw new TypeError('no such cell'); }, ['such'], true],
  ['toThrow', () => { throw new TypeError('no such cell'); }, ['other'], false],
  ['toThrow', () => { throw new TypeError('no such cell'); }, [/cell$/], true],
  ['toThrow', () => { throw new TypeError('no such cell'); }, [TypeError], true],
  ['toThrow', () => { throw new TypeError('no such cell'); }, [RangeError], false],
  ['toThrow', () => { throw new TypeError('no such cell'); }, [new Error('no such cell')], true],
];

type Matchers = Readonly<Record<string, (...expected: readonly unknown[]) => void>>;

function holds(matchers: Matchers, matcher: string, expected: readonly unknown[]): boolean {
  try {
    matchers[matcher](...expected);
    return true;
  } catch {
    return false;
  }
}

describe('expect', () => {
  it('XS-012 every matcher agrees with what is written here, with jest, and with its own negation', () => {
    for (const [matcher, actual, expected, wanted] of cases) {
      const jests = judge(actual) as unknown as Matchers;
      const name = `${matcher} ${String(actual)} ${expected.map(String).join()}`;
      judge([name, holds(expect(actual), matcher, expected)]).toEqual([name, wanted]);
      judge([name, holds(jests, matcher, expected)]).toEqual([name, wanted]);
      judge([name, holds(expect(actual).not, matcher, expected)]).toEqual([name, !wanted]);
    }
  });

  it('XS-012 a matcher that is not there fails by name', () => {
    judge(() => expect(1).toHaveBeenCalledWith(1)).toThrow('no matcher toHaveBeenCalledWith');
    judge(() => expect(1).not.toSparkle()).toThrow('no matcher toSparkle');
  });

  it('XS-012 comparing what has no order is a mistake of the test, negated or not', () => {
    judge(() => expect('2').toBeGreaterThan(1)).toThrow('only numbers');
    judge(() => expect(undefined).not.toBeLessThan(1)).toThrow('only numbers');
    judge(() => expect(1).toThrow()).toThrow('wants a function');
  });

  it('XS-012 any accepts every value of its kind', () => {
    judge(holds(expect({ a: 3 }), 'toEqual', [{ a: expect.any(Number) }])).toBe(true);
    judge(holds(expect({ a: '3' }), 'toEqual', [{ a: expect.any(Number) }])).toBe(false);
    judge(holds(expect([new Map()]), 'toEqual', [[expect.any(Map)]])).toBe(true);
  });

  it('XS-012 the message says what was expected and what came', () => {
    judge(() => expect({ a: [1, 'b'] }).toEqual({ a: 2 })).toThrow('expected toEqual({a: 2}), received {a: [1, "b"]}');
    judge(() => expect(3).not.toBe(3)).toThrow('expected not.toBe(3), received 3');
    judge(() => expect(() => 1).toThrow('x')).toThrow('received a function that throws nothing');
  });
});
