import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { curveOf, socAt, voltsAt } from '../../../sim/world/openCircuitVoltage';
import type { Chemistry } from '../../../sim/world/world';

// Per cent and millivolts, typed from the domain reference.
const POINTS: Record<Chemistry, readonly [number, number][]> = {
  lfp: [
    [100, 3392],
    [99, 3350],
    [98, 3335],
    [95, 3314],
    [70, 3283],
    [50, 3265],
    [20, 3213],
    [10, 3177],
    [5, 3132],
    [0, 2833],
    [102, 3650],
    [110, 4600],
    [-2, 2500],
    [-10, 1000],
  ],
  nmc: [
    [100, 4198],
    [90, 4089],
    [50, 3838],
    [5, 3588],
    [0, 2800],
    [105, 4350],
    [-5, 2000],
  ],
  lto: [
    [100, 2800],
    [95, 2513],
    [50, 2224],
    [5, 2105],
    [0, 2000],
    [101, 2850],
    [-5, 1400],
  ],
};
const CHEMISTRIES: Chemistry[] = ['lfp', 'nmc', 'lto'];

describe('open-circuit voltage', () => {
  it.each(CHEMISTRIES)('SIM-010 %s rests at the voltages of the table', (chemistry) => {
    for (const [percent, millivolts] of POINTS[chemistry]) {
      expect(voltsAt(curveOf(chemistry), percent / 100)).toBeCloseTo(millivolts / 1000, 9);
    }
  });

  it('SIM-011 between two points it is a straight line', () => {
    expect(voltsAt(curveOf('lfp'), 0.525)).toBeCloseTo((3.265 + 3.268) / 2, 9);
    expect(voltsAt(curveOf('lfp'), 0.995)).toBeCloseTo((3.35 + 3.392) / 2, 9);
  });

  it.each(CHEMISTRIES)('SIM-012 %s: charge follows from rest voltage and back', (chemistry) => {
    const curve = curveOf(chemistry);
    fc.assert(
      fc.property(fc.double({ min: -0.2, max: 1.2, noNaN: true }), (soc) => {
        expect(socAt(curve, voltsAt(curve, soc))).toBeCloseTo(soc, 9);
      }),
      { numRuns: 200 },
    );
  });

  it.each(CHEMISTRIES)('SIM-013 %s rises everywhere, beyond both ends too', (chemistry) => {
    const curve = curveOf(chemistry);
    for (let permille = -250; permille < 1250; permille += 1) {
      expect(voltsAt(curve, (permille + 1) / 1000)).toBeGreaterThan(voltsAt(curve, permille / 1000));
    }
  });
});
