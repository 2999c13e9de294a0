// What single operations cost on XS. A sanity check of the host: the figures are known from the engine itself, and a
// change of the engine, the flags or the host shows here first.

import { xsHost } from '../../tests/xs/xsHost';
import { costOf } from './measure';

const TURNS = 100;

const bytes = new Uint8Array(TURNS);
const list = new Array<number>(TURNS).fill(1);
const row = { first: 1, second: 2, third: 3 };
const counter = {
  value: 1,
  get twice(): number {
    return this.value * 2;
  },
  one(): number {
    return 1;
  },
};

function none(): void {
  // Called for its own sake.
}

function three(first: number, second: number, third: number): number {
  return first + second + third;
}

// prettier-ignore
const operations: readonly (readonly [name: string, loop: () => unknown])[] = [
  ['assignment', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = i; } return s; }],
  ['local int add', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = s + i; } return s; }],
  ['double multiply', () => { let s = 1.5; for (let i = 0; i < TURNS; i++) { s = s * 1.5; } return s; }],
  ['Uint8Array read', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = bytes[i]; } return s; }],
  ['Uint8Array write', () => { for (let i = 0; i < TURNS; i++) { bytes[i] = i; } }],
  ['Array read', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = list[i]; } return s; }],
  ['Array length', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = list.length; } return s; }],
  ['property read', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = row.first; } return s; }],
  ['getter', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = counter.twice; } return s; }],
  ['function call', () => { for (let i = 0; i < TURNS; i++) { none(); } }],
  ['function call of 3', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = three(i, i, i); } return s; }],
  ['method call', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = counter.one(); } return s; }],
  ['Math.min', () => { let s = 0; for (let i = 0; i < TURNS; i++) { s = Math.min(s, i); } return s; }],
  ['object literal', () => { let s; for (let i = 0; i < TURNS; i++) { s = { a: i, b: i }; } return s; }],
  ['array literal', () => { let s; for (let i = 0; i < TURNS; i++) { s = [i, i]; } return s; }],
  ['destructuring', () => { let s = 0; for (let i = 0; i < TURNS; i++) { const [a, b] = list; s = a + b; } return s; }],
  ['template string', () => { let s; for (let i = 0; i < TURNS; i++) { s = `cell ${i}`; } return s; }],
  ['try', () => { let s = 0; for (let i = 0; i < TURNS; i++) { try { s = i; } finally { s = 0; } } return s; }],
];

function empty(): void {
  // eslint-disable-next-line no-empty -- the loop itself is what is measured
  for (let i = 0; i < TURNS; i++) {}
}

export default function printCosts(): void {
  const loop = costOf(empty, 10);
  print('empty loop', loop.byteCodes, loop.instructions, loop.garbageBytes);
  for (const [name, run] of operations) {
    const { byteCodes, instructions, garbageBytes } = costOf(run, 2);
    print(name, byteCodes - loop.byteCodes, instructions - loop.instructions, garbageBytes);
  }
}

/** One turn of the loop, for bench/xs/report.ts. */
function print(name: string, byteCodes: number, instructions: number, garbageBytes: number): void {
  const figures = [byteCodes, instructions, garbageBytes].map((value) => value / TURNS);
  xsHost.print(JSON.stringify([name, ...figures]));
}
