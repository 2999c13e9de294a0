// Scenarios of every day, of the other chemistries, and the day of sun.

import { describe, expect, it } from '@jest/globals';
import { chemistryScenarios } from '../../../sim/scenarios/chemistryScenarios';
import { everydayScenarios } from '../../../sim/scenarios/everydayScenarios';
import { runScenario } from '../../../sim/scenarios/runner';
import { solarDay } from '../../../sim/scenarios/solarDay';

describe('everyday', () => {
  it.each(everydayScenarios)('SCN-001 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it.each(chemistryScenarios)('SCN-002 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it('SCN-003 a day and a night of sun, clouds and a house trip nothing', () => {
    const { violations, skipped, simulatedSeconds, ticks } = runScenario(solarDay);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
    expect(simulatedSeconds).toBe(86_400);
    expect(ticks).toBe(1_728_000);
  });

  it('SCN-003 the same day suits 25 cells', () => {
    const { violations } = runScenario(solarDay, { pack: { cells: 25 }, durationSeconds: 6 * 3_600 });
    expect(violations).toEqual([]);
  });
});
