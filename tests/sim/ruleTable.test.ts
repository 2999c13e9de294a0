// Over every row of the rule table: its keys exist, its release lies on the safe side of its trip, a scenario makes it trip,
// and without the row that scenario does not hold.

import { describe, expect, it } from '@jest/globals';
import { resolveLevel, resolveMs } from '../../protection/resolve';
import { RECOVERS_ALONE, type Limit } from '../../protection/rule';
import { rules, type Fault } from '../../protection/rules';
import { runScenario } from '../../sim/scenarios/runner';
import type { Scenario } from '../../sim/scenarios/scenario';
import { scenarios } from '../../sim/scenarios/scenarios';
import { simulated } from '../../hal/boards/simulated';
import { NO_OUTPUT } from '../../src/model/outputs';
import { findRow } from '../../src/settings/rows';
import { createSettings } from '../../src/settings/store';
import type { SettingValues } from '../../src/settings/registry';

type Row = (typeof rules)[number];

const NEVER = 0x7fffffff;

const presets = (['lfp', 'nmc', 'lto'] as const).flatMap((chemistry) =>
  (['safe', 'manual'] as const).map((variant) => ({ chemistry, variant })),
);

function valuesOf(preset: (typeof presets)[number]): Readonly<SettingValues> {
  const settings = createSettings(simulated);
  settings.write({ cellCount: 16, capacityMilliampHours: 280_000 }, 'operate');
  const refusal = settings.applyPreset(preset.chemistry, preset.variant, { acknowledgeColdCharge: true });
  if (refusal !== undefined) throw new Error(refusal.message);
  return settings.values;
}

function showing(fault: Fault): readonly Scenario[] {
  return scenarios.filter(({ shows }) => shows === fault);
}

/** The table with one row that never trips: places in the table are how everybody else calls a rule. */
function without(removed: Row): readonly Row[] {
  return rules.map((row) => (row === removed ? { ...row, watch: () => 0, above: true, tripAt: NEVER } : row));
}

describe.each(rules.map((row) => [row.fault, row] as const))('%s', (fault, row) => {
  it('TAB-001 names only settings that exist', () => {
    const limits: readonly (Limit | undefined)[] = [row.tripAt, row.afterMs, row.clearAt, row.clearAfterMs];
    const keys = limits.filter((limit) => typeof limit === 'string');
    expect(keys.filter((key) => findRow(key) === undefined)).toEqual([]);
  });

  it.each(presets)('TAB-002 is released on the safe side of its trip under $chemistry $variant', (preset) => {
    const values = valuesOf(preset);
    const tripAt = resolveLevel(row.tripAt, values);
    expect(Number.isInteger(tripAt)).toBe(true);
    expect(resolveMs(row.afterMs, values)).toBeGreaterThanOrEqual(0);
    expect(resolveMs(row.clearAfterMs, values)).toBeGreaterThanOrEqual(0);
    if (row.recovers !== RECOVERS_ALONE || row.clearAt === undefined) return;
    const clearAt = resolveLevel(row.clearAt, values);
    if (row.above) expect(clearAt).toBeLessThan(tripAt);
    else expect(clearAt).toBeGreaterThan(tripAt);
  });

  it('TAB-003 a scenario makes it trip', () => {
    expect(showing(fault).length).toBeGreaterThan(0);
    for (const scenario of showing(fault)) {
      expect(runScenario(scenario).trips.map((trip) => trip.fault)).toContain(fault);
    }
  });

  it('TAB-004 without its row that scenario does not hold, and not only because the trip is missing', () => {
    for (const scenario of showing(fault)) {
      const { violations } = runScenario({
        ...scenario,
        simulation: { ...scenario.simulation, rules: without(row) },
      });
      expect(violations).not.toEqual([]);
      const consequences = violations.filter((violation) => !violation.startsWith(`${fault} `));
      if (row.withholds !== NO_OUTPUT) expect(consequences).not.toEqual([]);
    }
  });
});
