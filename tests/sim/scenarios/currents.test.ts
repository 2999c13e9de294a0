// Scenarios of over-currents, the manual's two examples among them, and of short circuits.

import { describe, expect, it } from '@jest/globals';
import { currentScenarios } from '../../../sim/scenarios/currentScenarios';
import { runScenario } from '../../../sim/scenarios/runner';
import { findScenario } from '../../../sim/scenarios/scenarios';
import { shortCircuitScenarios } from '../../../sim/scenarios/shortCircuitScenarios';

describe('currents and short circuits', () => {
  it.each(currentScenarios)('SCN-006 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it.each(shortCircuitScenarios)('SCN-007 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it('SCN-006 a wrap of the clock moves no trip and no release by a single tick', () => {
    const [plain, wrapped, zero] = ['occ-manual', 'clock-wrap', 'clock-zero'].map((id) => {
      const scenario = findScenario(id);
      if (scenario === undefined) throw new Error(id);
      const { trips, releases } = runScenario(scenario);
      return { trips, releases };
    });
    expect(plain.trips).toHaveLength(1);
    expect(wrapped).toEqual(plain);
    expect(zero).toEqual(plain);
  });
});
