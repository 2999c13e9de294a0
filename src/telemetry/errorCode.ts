// The manual's error codes 1 to 9, for a display that shows one number.

import { rules } from '../../protection/rules';
import type { Verdict } from '../model/verdict';
import { TRIPPED } from '../model/verdict';
import { deepFreeze } from '../model/deepFreeze';

/** Which code is shown when several are active (domain reference 3.2). */
const PRIORITY = deepFreeze([6, 9, 7, 2, 1, 4, 5, 3, 8]);

/** Bit mask of the codes active now; bit n is code n. */
export function activeErrorCodes(verdict: Verdict): number {
  let codes = 0;
  for (let index = 0; index < rules.length; index += 1) {
    if (verdict.states[index] >= TRIPPED && rules[index].errorCode !== 0) codes |= 1 << rules[index].errorCode;
  }
  return codes;
}

/** The first active code in the order of priority; 0 when all is well. */
export function errorCode(verdict: Verdict): number {
  const active = activeErrorCodes(verdict);
  for (let place = 0; place < PRIORITY.length; place += 1) {
    if ((active & (1 << PRIORITY[place])) !== 0) return PRIORITY[place];
  }
  return 0;
}
