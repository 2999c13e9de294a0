// Scenarios of voltages beyond their limits, and of cell and current readings that lie.

import { describe, expect, it } from '@jest/globals';
import { readingScenarios } from '../../../sim/scenarios/readingScenarios';
import { runScenario } from '../../../sim/scenarios/runner';
import { voltageScenarios } from '../../../sim/scenarios/voltageScenarios';

describe('voltages and readings', () => {
  it.each(voltageScenarios)('SCN-004 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it.each(readingScenarios)('SCN-005 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });
});
