// `expect` as far as our tests use it. A matcher that is not here fails by name, so that no test passes by accident.

import { equals, type Matcher } from './equality';
import { show } from './show';

type Check = (actual: unknown, ...expected: readonly unknown[]) => boolean;

function compare(ordered: (actual: number, expected: number) => boolean): Check {
  return (actual, expected) => {
    const comparable = (value: unknown): value is number => typeof value === 'number' || typeof value === 'bigint';
    if (!comparable(actual) || !comparable(expected)) throw new Error('only numbers can be compared');
    return ordered(actual, expected);
  };
}

function lengthOf(value: unknown): unknown {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null && 'length' in value ? value.length : undefined;
}

function contains(actual: unknown, expected: unknown, same: (a: unknown, b: unknown) => boolean): boolean {
  if (typeof actual === 'string') return actual.includes(String(expected));
  return Array.from(actual as Iterable<unknown>).some((item) => same(item, expected));
}

function thrownBy(actual: unknown): { readonly error: unknown } | undefined {
  if (typeof actual !== 'function') throw new Error('toThrow wants a function');
  try {
    (actual as () => unknown)();
  } catch (error) {
    return { error };
  }
  return undefined;
}

function isClass(value: unknown): value is new (...values: never[]) => object {
  return typeof value === 'function';
}

function throws(actual: unknown, expected?: unknown): boolean {
  const thrown = thrownBy(actual);
  if (thrown === undefined) return false;
  const { error } = thrown;
  const message = error instanceof Error ? error.message : String(error);
  if (expected === undefined) return true;
  if (typeof expected === 'string') return message.includes(expected);
  if (expected instanceof RegExp) return expected.test(message);
  if (expected instanceof Error) return message === expected.message;
  return isClass(expected) && error instanceof expected;
}

function hasProperty(actual: unknown, key: unknown, ...wanted: readonly unknown[]): boolean {
  if (typeof actual !== 'object' || actual === null || !(String(key) in actual)) return false;
  return wanted.length === 0 || equals((actual as Readonly<Record<string, unknown>>)[String(key)], wanted[0]);
}

const matchers: Readonly<Record<string, Check>> = {
  toBe: (actual, expected) => Object.is(actual, expected),
  toEqual: (actual, expected) => equals(actual, expected),
  toStrictEqual: (actual, expected) => equals(actual, expected),
  toMatchObject: (actual, expected) => equals(actual, expected, true),
  toBeGreaterThan: compare((actual, expected) => actual > expected),
  toBeGreaterThanOrEqual: compare((actual, expected) => actual >= expected),
  toBeLessThan: compare((actual, expected) => actual < expected),
  toBeLessThanOrEqual: compare((actual, expected) => actual <= expected),
  toBeCloseTo: (actual, expected, digits = 2) =>
    Object.is(actual, expected) || Math.abs(Number(actual) - Number(expected)) < 10 ** -Number(digits) / 2,
  toContain: (actual, expected) => contains(actual, expected, Object.is),
  toContainEqual: (actual, expected) => contains(actual, expected, equals),
  toHaveLength: (actual, expected) => lengthOf(actual) === expected,
  toHaveProperty: hasProperty,
  toThrow: throws,
  toBeUndefined: (actual) => actual === undefined,
  toBeDefined: (actual) => actual !== undefined,
  toBeNull: (actual) => actual === null,
  toBeNaN: (actual) => Number.isNaN(actual),
  toBeTruthy: (actual) => Boolean(actual),
  toBeFalsy: (actual) => !actual,
  toBeInstanceOf: (actual, expected) => isClass(expected) && actual instanceof expected,
  toMatch: (actual, expected) =>
    expected instanceof RegExp ? expected.test(String(actual)) : String(actual).includes(String(expected)),
};

export type Assertions = Readonly<Record<string, (...expected: readonly unknown[]) => void>> & {
  readonly not: Readonly<Record<string, (...expected: readonly unknown[]) => void>>;
};

function assertionsOn(actual: unknown, negated: boolean): Assertions {
  return new Proxy({} as Assertions, {
    get(_, name) {
      if (name === 'not' && !negated) return assertionsOn(actual, true);
      if (typeof name !== 'string' || !Object.hasOwn(matchers, name)) {
        throw new Error(`tests/xs/expectation.ts has no matcher ${String(name)}`);
      }
      return (...expected: readonly unknown[]) => {
        if (matchers[name](actual, ...expected) !== negated) return;
        const words = [negated ? 'not.' : '', name, '(', expected.map((value) => show(value)).join(', '), ')'].join('');
        throw new Error(`expected ${words}, received ${describeActual(actual, name)}`);
      };
    },
  });
}

function describeActual(actual: unknown, matcher: string): string {
  if (matcher !== 'toThrow') return show(actual);
  const thrown = thrownBy(actual);
  return thrown === undefined ? 'a function that throws nothing' : show(thrown.error);
}

function any(type: new (...values: never[]) => object): Matcher {
  const primitives: Readonly<Record<string, string>> = { Number: 'number', String: 'string', Boolean: 'boolean' };
  return {
    matches: (value) => (type.name in primitives ? typeof value === primitives[type.name] : value instanceof type),
  };
}

export const expect = Object.assign((actual: unknown): Assertions => assertionsOn(actual, false), { any });
