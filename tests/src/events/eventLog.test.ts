// The ring of events: what is written, what is kept, what is read.

import { describe, expect, it } from '@jest/globals';
import { ruleNumber } from '../../../protection/rules';
import {
  BOOTED,
  CHANGED_SETTING,
  CLEARED_BY_HAND,
  createEventLog,
  FAILED,
  RELEASED_RULE,
  TRIPPED_RULE,
} from '../../../src/events/eventLog';
import { CHARGE, DISCHARGE, EVERY_OUTPUT } from '../../../src/model/outputs';
import { createRig } from '../../support/rig';

describe('events', () => {
  it('EVT-001 the first event is the start', () => {
    expect(createRig().bms.events.read()[0].kind).toBe(BOOTED);
  });

  it('EVT-002 a trip keeps the readings of its moment, a release follows', () => {
    const rig = createRig({ cellMillivolts: 3_480 });
    rig.bms.setRemaining(55_500);
    rig.run(8_000);
    rig.knobs.milliamps = 1_500;
    rig.knobs.cellMillivolts[3] = 3_670;
    rig.run(2_500);
    rig.knobs.cellMillivolts[3] = 3_480;
    rig.run(5_000);
    const [trip, release] = rig.bms.events.read().slice(-2);
    expect(trip).toMatchObject({
      kind: TRIPPED_RULE,
      subject: ruleNumber.cellOvervoltage,
      value: 3_670,
      packMilliamps: 1_500,
      lowestMillivolts: 3_480,
      highestMillivolts: 3_670,
      hottestDeciCelsius: 250,
      outputs: CHARGE | DISCHARGE,
      socPermille: 555,
    });
    expect(trip.uptimeMs).toBeGreaterThanOrEqual(10_000);
    expect(trip.uptimeMs).toBeLessThanOrEqual(10_500);
    expect(release).toMatchObject({ kind: RELEASED_RULE, subject: ruleNumber.cellOvervoltage });
    expect(release.number).toBe(trip.number + 1);
  });

  it.each([
    [-400, -32_768, 0, 0, 0, 999, -2_147_483_648],
    [1_250, 32_767, 65_535, 1_000, EVERY_OUTPUT, 0, 2_147_483_647],
  ])('EVT-002 keeps the extremes apart: %d', (hottest, millivolts, subject, socPermille, outputs, uptimeMs, value) => {
    const { facts } = createRig().bms;
    const log = createEventLog();
    const { cells, current, temperatures } = facts.sample;
    log.write(
      FAILED,
      subject,
      value,
      ~value,
      {
        ...facts,
        sample: {
          ...facts.sample,
          cells: { ...cells, lowestMillivolts: millivolts, highestMillivolts: ~millivolts },
          current: { ...current, milliamps: value },
          temperatures: { ...temperatures, hottestDeciCelsius: hottest },
        },
        estimate: { ...facts.estimate, socPermille },
        switching: { ...facts.switching, commanded: outputs },
      },
      2_147_483_647,
      uptimeMs,
    );
    expect(log.read()).toEqual([
      {
        number: 1,
        uptimeMs: 2_147_483_647_000 + uptimeMs,
        kind: FAILED,
        subject,
        value,
        before: ~value,
        packMilliamps: value,
        lowestMillivolts: millivolts,
        highestMillivolts: ~millivolts,
        hottestDeciCelsius: hottest,
        outputs,
        socPermille,
      },
    ]);
  });

  it('EVT-003 keeps the latest 64 and tells by their numbers what was overwritten', () => {
    const rig = createRig();
    for (let count = 0; count < 100; count += 1) rig.bms.clearByHand();
    const events = rig.bms.events.read();
    expect(events).toHaveLength(64);
    expect(events[0].number).toBe(38);
    expect(events[63].number).toBe(101);
    expect(events.every((event) => event.kind === CLEARED_BY_HAND)).toBe(true);
  });

  it('EVT-004 every accepted change of a setting is an event with its new value, also several between two ticks', () => {
    const rig = createRig();
    rig.run(100);
    rig.settings.write({ balanceTriggerMillivolts: 10 }, 'operate');
    rig.settings.write({ chargeSwitch: 0 }, 'operate');
    rig.run(100);
    const changes = rig.bms.events.read().filter((event) => event.kind === CHANGED_SETTING);
    expect(changes.map((event) => [event.before, event.value])).toEqual([
      [5, 10],
      [1, 0],
    ]);
  });
});
