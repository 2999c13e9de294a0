// What must hold whatever happens: random packs, settings, loads, chargers and faults, a minute each, every tick looked at.
// fast-check prints the seed and the smallest case when one does not hold.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rules, type Fault } from '../../protection/rules';
import { CELLS, CURRENT, SUPPLY, TEMPERATURES } from '../../protection/rule';
import { CHARGE, DISCHARGE, HEATER, PRECHARGE } from '../../src/model/outputs';
import { TRIPPED } from '../../src/model/verdict';
import { createOracle, type Oracle } from '../../sim/scenarios/oracle';
import { createSimulation, type Simulation } from '../../sim/simulation';
import { plans, play, type Plan } from '../support/plans';

const RUNS = 80;
const TICK_MS = 50;
/** The last reading of the pre-charge, its 100 ms, and the contactor. */
const HANDOVER_TICKS = 4;

/** Longer than a contactor opened by a rule must stay open. */
const REST_MS = 6_000;

const UNDERVOLTAGES: readonly Fault[] = ['cellUndervoltage', 'cellUndervoltageCritical', 'packUndervoltage'];

type Watch = (simulation: Simulation) => string | undefined;

/** Plays the plan and asks after each tick; the first answer is the failure. */
function holds(plan: Plan, watch: Watch): void {
  const simulation = createSimulation(plan.options);
  const failure = play(plan, simulation, () => watch(simulation));
  expect(failure).toBeUndefined();
  expect(simulation.bms.failure).toBeUndefined();
}

function everyPlan(watch: (plan: Plan) => Watch, withSensorFaults = true): void {
  fc.assert(
    fc.property(plans(withSensorFaults), (plan) => holds(plan, watch(plan))),
    { numRuns: RUNS },
  );
}

/** Paths that really conduct, but for contactors that have welded. */
function conducting({ world }: Simulation): number {
  const { contactors, welded, heaterOn } = world.truth;
  return (
    (contactors.charge && !welded.charge ? CHARGE : 0) |
    (contactors.discharge && !welded.discharge ? DISCHARGE : 0) |
    (contactors.precharge && !welded.precharge ? PRECHARGE : 0) |
    (heaterOn ? HEATER : 0)
  );
}

function wasUnknown({ bms }: Simulation, row: (typeof rules)[number]): boolean {
  const { cells, current, temperatures, supply } = bms.facts.sample;
  if (row.group === CELLS) return !cells.fresh || cells.doubtful !== 0;
  if (row.group === CURRENT) return !current.fresh;
  if (row.group === TEMPERATURES) return !temperatures.fresh || temperatures.lost !== 0;
  if (row.group === SUPPLY) return !supply.fresh;
  const silent: Partial<Record<Fault, boolean>> = {
    cellsSilent: !cells.valid,
    currentSilent: !current.valid,
    temperaturesSilent: !temperatures.valid,
    supplySilent: !supply.valid,
  };
  return silent[row.fault] === true;
}

describe('whatever happens', () => {
  it('INV-001 no contactor conducts and no heater runs while a trip withholds it', () => {
    everyPlan(() => (simulation) => {
      const against = conducting(simulation) & simulation.bms.facts.verdict.withheld;
      return against === 0 ? undefined : `outputs ${against} are on against the verdict`;
    });
  });

  it('INV-002 nothing is on before the first whole plausible sample', () => {
    everyPlan(() => (simulation) => {
      const on = simulation.bms.facts.sample.whole ? 0 : conducting(simulation);
      return on === 0 ? undefined : `outputs ${on} are on`;
    });
  });

  it('INV-003 missing or doubtful data never releases a trip', () => {
    everyPlan(() => {
      const before = new Array<number>(rules.length).fill(0);
      return (simulation) => {
        const { states } = simulation.bms.facts.verdict;
        let wrong: string | undefined;
        for (const [index, row] of rules.entries()) {
          if (before[index] >= TRIPPED && states[index] < TRIPPED && wasUnknown(simulation, row)) {
            wrong ??= `${row.fault} was released without data`;
          }
          before[index] = states[index];
        }
        return wrong;
      };
    });
  });

  it('INV-004 no undervoltage but a dead cell keeps a pack from being charged', () => {
    everyPlan(() => {
      let freeMs = 0;
      return ({ bms }) => {
        const { verdict, sample, switching } = bms.facts;
        const tripped = rules.filter((_, index) => verdict.states[index] >= TRIPPED);
        const because = tripped.filter((row) => (row.withholds & CHARGE) !== 0);
        if (because.some((row) => UNDERVOLTAGES.includes(row.fault))) return 'an undervoltage withholds charging';
        const free = sample.whole && because.length === 0 && (verdict.doubted & CHARGE) === 0 && !switching.precharging;
        freeMs = free ? freeMs + TICK_MS : 0;
        if (freeMs > REST_MS && (switching.commanded & CHARGE) === 0) return 'charging is off for no reason';
        return undefined;
      };
    });
  });

  it('INV-005 no physics harms the pack while the sensors are sound', () => {
    everyPlan((plan) => {
      let oracle: Oracle | undefined;
      let ticks = 0;
      let unlucky = false;
      return ({ world }) => {
        const { truth } = world;
        oracle ??= createOracle(world);
        oracle.observe(TICK_MS);
        ticks += 1;
        if (truth.closedOntoFault + truth.closedOntoVoltage + truth.weldedByClosing > 0) {
          // What arrives between the last look and the contact is met by no firmware, and may weld it.
          unlucky ||= plan.events.some(({ tick }) => tick < ticks && ticks - tick <= HANDOVER_TICKS);
        }
        return unlucky ? undefined : oracle.violations[0];
      };
    }, false);
  });
});
