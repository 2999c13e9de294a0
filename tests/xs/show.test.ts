// Titles and values as text, the same on both engines.

import { describe, expect, it } from '@jest/globals';
import { show, titleOf } from './show';

describe('show', () => {
  it('XS-013 values read as one would write them, and long or deep ones end', () => {
    expect(show(['a', 1, -0, null, undefined, true, 2n])).toBe('["a", 1, -0, null, undefined, true, 2n]');
    expect(show({ a: { b: new Uint8Array([1, 2]) } })).toBe('{a: {b: Uint8Array [1, 2]}}');
    expect(show(new Map([['a', new Set([1])]]))).toBe('Map {"a" => Set {1}}');
    expect(show(new RangeError('far'))).toBe('[RangeError: far]');
    expect(show(new Array(50).fill(0))).toContain('… 10 more]');
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(show(circle)).toContain('{…}');
  });
});

describe('titleOf', () => {
  it('XS-011 printf letters take one value each, in turn', () => {
    expect(titleOf('%s %d %i %f %j %p %% #%#', ['a', 1.5, 1.5, 2, [1], { b: 'c' }], 7)).toBe(
      'a 1.5 1 2 [1] {b: "c"} % #7',
    );
    expect(titleOf('%s and %s', ['one'], 0)).toBe('one and %s');
  });

  it('XS-011 names are taken from a row that is an object, and left alone where it has none', () => {
    expect(titleOf('$a.b is $c, $d', [{ a: { b: 1 }, c: 'x' }], 0)).toBe('1 is x, $d');
    expect(titleOf('costs $a', ['a'], 0)).toBe('costs $a');
  });
});
