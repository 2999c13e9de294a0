// The pre-charge machine: every state with every input, then the whole sequence (domain reference 8.3).

import { describe, expect, it } from '@jest/globals';
import { CHARGE, DISCHARGE, PRECHARGE } from '../../../src/model/outputs';
import {
  CLOSED,
  FILLING,
  HANDOVER,
  nextPrecharge,
  OPEN,
  REST_MS,
  RESTING,
  type PrechargeInput,
} from '../../../src/actuation/precharge';
import { createRig } from '../../support/rig';

const idle: PrechargeInput = {
  wanted: true,
  mayClose: true,
  fitted: true,
  inStateMs: 0,
  settledMs: 0,
  timeoutMs: 5_000,
};

describe('the machine', () => {
  it.each([OPEN, FILLING, HANDOVER, CLOSED] as const)(
    'ACT-001 from state %d it opens at once when the path is not wanted',
    (state) => {
      for (const settledMs of [0, 1_000]) {
        for (const inStateMs of [0, 60_000]) {
          expect(nextPrecharge(state, { ...idle, wanted: false, settledMs, inStateMs })).toBe(OPEN);
        }
      }
    },
  );

  it.each([
    [OPEN, {}, FILLING],
    [OPEN, { mayClose: false }, OPEN],
    [OPEN, { fitted: false }, CLOSED],
    [FILLING, {}, FILLING],
    [FILLING, { settledMs: 99 }, FILLING],
    [FILLING, { settledMs: 100 }, HANDOVER],
    [FILLING, { inStateMs: 4_999 }, FILLING],
    [FILLING, { inStateMs: 5_000 }, RESTING],
    [FILLING, { inStateMs: 5_000, settledMs: 100 }, HANDOVER],
    [FILLING, { mayClose: false }, FILLING],
    [HANDOVER, { inStateMs: 99 }, HANDOVER],
    [HANDOVER, { inStateMs: 100 }, CLOSED],
    [CLOSED, { inStateMs: 60_000, mayClose: false }, CLOSED],
    [RESTING, { inStateMs: REST_MS - 1 }, RESTING],
    [RESTING, { inStateMs: REST_MS - 1, wanted: false }, RESTING],
    [RESTING, { inStateMs: REST_MS }, OPEN],
  ] as const)('ACT-001 from state %d with %j it goes to %d', (state, change, next) => {
    expect(nextPrecharge(state, { ...idle, ...change })).toBe(next);
  });
});

describe('the load path', () => {
  it('ACT-002 closes the resistor first, then the contactor, then opens the resistor', () => {
    const rig = createRig();
    const seen: number[] = [];
    rig.until(() => {
      const load = rig.driven & (DISCHARGE | PRECHARGE);
      if (seen[seen.length - 1] !== load) seen.push(load);
      return false;
    }, 8_000);
    expect(seen).toEqual([0, PRECHARGE, PRECHARGE | DISCHARGE, DISCHARGE]);
  });

  it('PROT-035 ACT-002 does not close onto a load that keeps drawing: three attempts of 5 s with 10 s of rest, then 300 s of cooldown', () => {
    const rig = createRig();
    rig.until(() => {
      rig.knobs.milliamps = rig.on(PRECHARGE) ? -1_100 : 0;
      return rig.tripped('prechargeFailed');
    }, 120_000);
    expect(rig.tripped('prechargeFailed')).toBe(true);
    expect(rig.knobs.nowMs).toBeGreaterThanOrEqual(3 * 5_000 + 2 * 10_000);
    expect(rig.knobs.nowMs).toBeLessThanOrEqual(3 * 5_000 + 2 * 10_000 + 1_000);
    rig.knobs.milliamps = 0;
    const ms = rig.until(() => rig.on(DISCHARGE), 400_000);
    expect(ms).toBeGreaterThanOrEqual(300_000);
    expect(ms).toBeLessThanOrEqual(301_000);
  });

  it('ACT-002 leaves the resistor alone while it fills, so that no charger masks its current', () => {
    const rig = createRig({ settings: { dischargeSwitch: 0 } });
    rig.knobs.milliamps = 20_000;
    rig.run(8_000);
    expect(rig.on(CHARGE)).toBe(true);
    expect(rig.settings.write({ dischargeSwitch: 1 }, 'operate')).toBeUndefined();
    rig.until(() => {
      expect(rig.on(PRECHARGE) && rig.on(CHARGE) && !rig.on(DISCHARGE)).toBe(false);
      rig.knobs.milliamps = (rig.on(CHARGE) ? 20_000 : 0) - (rig.on(PRECHARGE) ? 1_100 : 0);
      return rig.bms.facts.switching.prechargeFailures > 0;
    }, 6_000);
    expect(rig.bms.facts.switching.prechargeFailures).toBe(1);
    rig.run(1_000);
    expect(rig.on(CHARGE)).toBe(true);
    const closed = rig.until(() => {
      rig.knobs.milliamps = rig.on(CHARGE) ? 20_000 : 0;
      return rig.on(DISCHARGE);
    }, 12_000);
    expect(closed).toBeGreaterThan(0);
    rig.run(1_000);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  });

  it('ACT-002 takes a current into the pack for no better than one out of it', () => {
    const rig = createRig();
    rig.until(() => {
      rig.knobs.milliamps = rig.on(PRECHARGE) ? 400 : 0;
      return rig.bms.facts.switching.prechargeFailures > 0;
    }, 20_000);
    expect(rig.bms.facts.switching.prechargeFailures).toBe(1);
    expect(rig.on(DISCHARGE)).toBe(false);
  });

  it('ACT-003 a board without a pre-charge path closes the contactor straight', () => {
    const rig = createRig({ board: { prechargeMilliohms: 0 } });
    const seen: number[] = [];
    rig.until(() => {
      if (seen[seen.length - 1] !== rig.driven) seen.push(rig.driven);
      return false;
    }, 3_000);
    expect(seen).toEqual([0, CHARGE | DISCHARGE]);
  });
});
