// The oracle has to be able to say no: with the firmware's protection switched off, or its switches driven past it, every
// kind of violation is found.

import { describe, expect, it } from '@jest/globals';
import { rules } from '../../../protection/rules';
import { RECOVERS_BY_HAND } from '../../../protection/rule';
import { EVERY_OUTPUT } from '../../../src/model/outputs';
import { createHazard } from '../../../sim/scenarios/hazard';
import { alike, CELLS, disobedient, restingAt } from '../../../sim/scenarios/packs';
import { createRun, runScenario } from '../../../sim/scenarios/runner';
import type { Scenario, Step } from '../../../sim/scenarios/scenario';
import type { SimulationOptions } from '../../../sim/simulation';

/** Nothing is expected, and no rule protects. */
function unprotected(simulation: SimulationOptions, steps: readonly Step[], durationSeconds: number): Scenario {
  return {
    id: 'unprotected',
    help: 'No protection.',
    cites: 'None.',
    simulation: { ...simulation, rules: [] },
    durationSeconds,
    steps,
    expect: [],
    endsWith: [],
  };
}

const bath = (ambientCelsius: number): SimulationOptions => ({
  pack: { cells: CELLS, isothermal: true, ambientCelsius },
});

describe('without protection', () => {
  const harms: readonly [string, SimulationOptions, readonly Step[], number][] = [
    [
      'a cell above its absolute voltage was charged (',
      restingAt(3.7),
      [{ at: 5, charger: disobedient(3.95, 60) }],
      120,
    ],
    [
      'a cell above its absolute voltage was charged past the charge path',
      { ...restingAt(3.7), settings: { chargeSwitch: 0 } },
      [{ at: 5, charger: { ...disobedient(3.95, 60), port: 'discharge' } }],
      120,
    ],
    [
      'a cell below its absolute voltage was discharged',
      restingAt(2.3),
      [{ at: 5, load: { kind: 'current', amps: 100, lockoutVolts: 10 } }],
      600,
    ],
    [
      'a dead cell was charged',
      { pack: { cells: CELLS, initialCellVolts: alike(1.3) } },
      [{ at: 5, charger: disobedient(3.45, 10) }],
      20,
    ],
    ['a cell too cold was charged', bath(-10), [{ at: 5, charger: disobedient(3.45, 20) }], 120],
    ['a cell too hot carried current', bath(85), [{ at: 5, load: { kind: 'current', amps: 10 } }], 120],
    ['more current flowed than the board carries', {}, [{ at: 5, load: { kind: 'current', amps: 600 } }], 60],
    [
      'a short-circuit current flowed',
      {},
      [{ at: 5, charger: { ...disobedient(3.9, 1_200), cableOhms: 0.000_5 } }],
      10,
    ],
  ];

  it.each(harms)('ORC-001 it is seen that %s', (what, simulation, steps, durationSeconds) => {
    const { violations } = runScenario(unprotected(simulation, steps, durationSeconds));
    expect(violations).toEqual([expect.stringContaining(`oracle: ${what}`)]);
  });

  const closings: readonly [string, readonly Step[]][] = [
    ['the discharge contactor closed onto a short', [{ at: 1, fault: 'deadShort' }]],
    ['the discharge contactor closed onto a voltage difference', []],
    ['a contactor welded by closing onto a current', []],
  ];

  it.each(closings)('ORC-002 it is seen that %s, when a switch is driven past the firmware', (what, steps) => {
    const run = createRun(unprotected({ settings: { dischargeSwitch: 0 } }, steps, 10));
    while (!run.done) {
      if (run.simulation.ticks === 100) run.simulation.world.setCoils(false, true, false);
      run.step();
    }
    expect(run.result().violations.join()).toContain(what);
  });

  it('ORC-003 a firmware that never lets go again has bricked its pack', () => {
    const forever = rules.map((row, index) =>
      index === 0
        ? { ...row, watch: () => 1, above: true, tripAt: 0, recovers: RECOVERS_BY_HAND, withholds: EVERY_OUTPUT }
        : row,
    );
    const scenario = unprotected({}, [], 10);
    const { violations } = runScenario({
      id: scenario.id,
      help: scenario.help,
      cites: scenario.cites,
      simulation: { rules: forever },
      durationSeconds: 10,
      steps: [],
      expect: [],
    });
    expect(violations).toEqual([expect.stringContaining('bricked')]);
  });

  it('ORC-004 a healthy pack at work gives no cause, even unprotected', () => {
    const { violations } = runScenario(unprotected({}, [{ at: 5, load: { kind: 'inverter', watts: 3_000 } }], 300));
    expect(violations).toEqual([]);
  });
});

describe('a hazard', () => {
  it('ORC-005 is one only when it lasts longer than allowed without a break', () => {
    const hazard = createHazard('it was so', 100);
    hazard.see(true, 50, 1);
    hazard.see(true, 50, 1);
    expect(hazard.violation).toBeUndefined();
    hazard.see(false, 50, 0);
    hazard.see(true, 100, 2);
    expect(hazard.violation).toBeUndefined();
    hazard.see(true, 50, 3);
    expect(hazard.violation).toBe('it was so (3.000) for more than 0.1 s, at 0.3 s');
    hazard.see(true, 50, 4);
    expect(hazard.violation).toContain('(3.000)');
  });
});
