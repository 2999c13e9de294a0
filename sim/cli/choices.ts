// Values as people write them on a command line, each read by its own small function. What is wrong with a value is said
// in one sentence that names what is allowed.

import { InvalidArgumentError } from 'commander';
import { BASE_PERIOD_MS } from '../../src/bms';
import { MAXIMUM_SPEED } from '../pacer';

export interface Address {
  /** Undefined where only a port was given. */
  readonly host: string | undefined;
  readonly port: number;
}

const MOST_SPEED = 100_000;
const LONGEST_DAYS = 3_650;
const HIGHEST_PORT = 65_535;

const SECONDS_PER: Readonly<Record<string, number>> = { '': 1, ms: 0.001, s: 1, m: 60, min: 60, h: 3_600, d: 86_400 };

/** Digits with or without a fraction; `Number` alone would also take '', '0x10' and 'Infinity'. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/;

export function numberIn(min: number, max: number, unit: string): (text: string) => number {
  return (text) => {
    const value = DECIMAL.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a number from ${min} to ${max}${unit}.`);
  };
}

export function wholeIn(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

export function speedIn(least: number): (text: string) => number {
  return (text) => {
    if (text === 'max') return MAXIMUM_SPEED;
    const value = DECIMAL.test(text) ? Number(text) : NaN;
    if (value >= least && value <= MOST_SPEED) return value;
    throw new InvalidArgumentError(`Give a number from ${least} to ${MOST_SPEED}, times real time, or max.`);
  };
}

/** Seconds, to a whole tick. */
export function duration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+\.?\d*|\.\d+)([a-z]*)$/.exec(text) ?? [];
  const seconds = amount === '' ? NaN : Number(amount) * (SECONDS_PER[unit] ?? NaN);
  const ticks = Math.round((seconds * 1_000) / BASE_PERIOD_MS);
  if (ticks >= 1 && seconds <= LONGEST_DAYS * 86_400) return (ticks * BASE_PERIOD_MS) / 1_000;
  throw new InvalidArgumentError(
    `Give a time such as 3600, 30s, 90m, 24h or 7d, from ${BASE_PERIOD_MS} ms to ${LONGEST_DAYS} days.`,
  );
}

export function address(text: string): Address {
  const [, host, digits = ''] = /^(?:(\[[0-9a-f:]+\]|[a-z0-9.-]+):)?(\d{1,5})$/i.exec(text) ?? [];
  const port = digits === '' ? NaN : Number(digits);
  if (port <= HIGHEST_PORT) return { host, port };
  throw new InvalidArgumentError(
    `Give a port from 0 to ${HIGHEST_PORT}, or host and port such as 127.0.0.1:8080; 0 takes any free port.`,
  );
}

/** `direct` binds the firmware straight to the physics. */
export function hal(text: string): 'direct' {
  if (text === 'direct') return 'direct';
  const later = text === 'chips' ? ' The register-level chip models are not part of this version yet.' : '';
  throw new InvalidArgumentError(`Give direct.${later}`);
}
