// The budgets of the spine, exact figures that a run of the bench is held to; looser ones need a decision record.
// `goal` is what we would like better.

export interface Budget {
  readonly most: number;
  readonly goal?: number;
}

const KILOBYTE = 1_024;
/** 160 MHz at one instruction a cycle. */
const INSTRUCTIONS_PER_SECOND = 160_000_000;

export const budgets: Readonly<Partial<Record<string, Budget>>> = {
  'tick.heaviest.byteCodes': { most: 12_000 },
  'tick.heaviest.instructions': { most: 800_000 },
  'tick.heaviest.garbageBytes': { most: 0 },
  'second.garbageBytes': { most: 0 },
  'second.instructions': { most: 0.4 * INSTRUCTIONS_PER_SECOND, goal: 0.15 * INSTRUCTIONS_PER_SECOND },
  'controlPass.byteCodes': { most: 3_000, goal: 1_500 },
  'ram.firmware': { most: 48 * KILOBYTE, goal: 32 * KILOBYTE },
  'ram.leakOver10000Ticks': { most: 0 },
  'stack.nativeBytes': { most: 6 * KILOBYTE },
  'stack.slots': { most: 512 },
};
