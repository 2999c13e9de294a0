// Takes the fields of a request's body apart by a shape: each field by its own check, foreign ones refused, so that a
// misspelt name is not silently a default. A refusal names the field and what it may be.

import { ApiError } from './apiError';

export type Check<T> = (name: string, value: unknown) => T;

export type Shape = Readonly<Record<string, Check<unknown>>>;

export type Taken<S extends Shape> = { readonly [Name in keyof S]: ReturnType<S[Name]> };

export function takeFields<const S extends Shape>(body: unknown, shape: S): Taken<S> {
  const record = asObject(body);
  const known = Object.keys(shape);
  for (const name of Object.keys(record)) {
    if (!known.includes(name)) {
      const takes = known.length === 0 ? 'none' : known.join(', ');
      throw new ApiError(400, 'unknownField', `There is no field ${shorten(name)} here; it takes ${takes}.`);
    }
  }
  const taken = known.map((name) => [name, shape[name](name, record[name])]);
  return Object.fromEntries(taken) as Taken<S>;
}

export function asObject(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError(400, 'malformed', 'Send a JSON object, such as {"amps": 20}, as application/json.');
  }
  return body as Readonly<Record<string, unknown>>;
}

export function number(min: number, max: number): Check<number> {
  return (name, value) => {
    if (typeof value === 'number' && value >= min && value <= max) return value;
    throw badField(name, `a number from ${min} to ${max}`, value);
  };
}

export function wholeNumber(min: number, max: number): Check<number> {
  return (name, value) => {
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number;
    throw badField(name, `a whole number from ${min} to ${max}`, value);
  };
}

export function flag(): Check<boolean> {
  return (name, value) => {
    if (typeof value === 'boolean') return value;
    throw badField(name, 'true or false', value);
  };
}

export function choice<const T extends string>(choices: readonly T[]): Check<T> {
  return (name, value) => {
    const chosen = choices.find((one) => one === value);
    if (chosen !== undefined) return chosen;
    throw badField(name, `one of ${choices.join(', ')}`, value);
  };
}

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (name, value) => (value === undefined ? undefined : check(name, value));
}

export function badField(name: string, allowed: string, value: unknown): ApiError {
  const got = value === undefined ? 'it is missing' : `not ${shorten(JSON.stringify(value))}`;
  return new ApiError(400, 'badField', `${name} must be ${allowed}; ${got}.`);
}

const SHOWN_CHARACTERS = 40;

/** Of what a stranger sent only the beginning goes back. */
export function shorten(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
