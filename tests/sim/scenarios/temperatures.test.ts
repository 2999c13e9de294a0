// Scenarios of heat and cold, of runaway and lost probes, and of measurements, supplies and settings that are gone.

import { describe, expect, it } from '@jest/globals';
import { runawayScenarios } from '../../../sim/scenarios/runawayScenarios';
import { runScenario } from '../../../sim/scenarios/runner';
import { silenceScenarios } from '../../../sim/scenarios/silenceScenarios';
import { temperatureScenarios } from '../../../sim/scenarios/temperatureScenarios';

describe('temperatures and silence', () => {
  it.each(temperatureScenarios)('SCN-008 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it.each(runawayScenarios)('SCN-009 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });

  it.each(silenceScenarios)('SCN-010 $id: $help', (scenario) => {
    const { violations, skipped } = runScenario(scenario);
    expect(violations).toEqual([]);
    expect(skipped).toEqual([]);
  });
});
