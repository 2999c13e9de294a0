// Deep equality as jest means it: `toEqual` ignores properties that are undefined and what class an object is of,
// `toMatchObject` also what else an object has.

import { elementsOf } from './show';

/** A value that decides itself what it equals. */
export interface Matcher {
  matches(value: unknown): boolean;
}

export function isMatcher(value: unknown): value is Matcher {
  return typeof value === 'object' && value !== null && 'matches' in value && typeof value.matches === 'function';
}

/** `subset`: an object of `expected` need not name every property of the one in `actual`. */
export function equals(actual: unknown, expected: unknown, subset = false): boolean {
  if (isMatcher(expected)) return expected.matches(actual);
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return false;
  if (Array.isArray(actual) || Array.isArray(expected)) {
    return Array.isArray(actual) && Array.isArray(expected) && listsEqual(actual, expected, subset);
  }
  if (ArrayBuffer.isView(actual) || ArrayBuffer.isView(expected)) {
    if (!ArrayBuffer.isView(actual) || !ArrayBuffer.isView(expected)) return false;
    return (
      actual.constructor.name === expected.constructor.name &&
      listsEqual(elementsOf(actual), elementsOf(expected), subset)
    );
  }
  if (actual instanceof Error || expected instanceof Error) {
    return actual instanceof Error && expected instanceof Error && actual.message === expected.message;
  }
  if (actual instanceof Set || expected instanceof Set) {
    return actual instanceof Set && expected instanceof Set && unorderedEqual([...actual], [...expected]);
  }
  if (actual instanceof Map || expected instanceof Map) {
    return actual instanceof Map && expected instanceof Map && unorderedEqual([...actual], [...expected]);
  }
  return objectsEqual(actual, expected, subset);
}

function listsEqual(actual: readonly unknown[], expected: readonly unknown[], subset: boolean): boolean {
  return actual.length === expected.length && actual.every((item, index) => equals(item, expected[index], subset));
}

function unorderedEqual(actual: readonly unknown[], expected: readonly unknown[]): boolean {
  return (
    actual.length === expected.length && expected.every((item) => actual.some((candidate) => equals(candidate, item)))
  );
}

function objectsEqual(actual: object, expected: object, subset: boolean): boolean {
  const given = actual as Readonly<Record<string, unknown>>;
  const wanted = expected as Readonly<Record<string, unknown>>;
  const keys = subset ? Object.keys(wanted) : [...new Set([...Object.keys(given), ...Object.keys(wanted)])];
  return keys.every((key) => {
    // A subset that names a property as undefined still wants it to be there.
    if (subset && !(key in given)) return false;
    return equals(given[key], wanted[key], subset);
  });
}
