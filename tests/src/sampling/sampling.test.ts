// Sampling where no rule looks: calibration, ages, presence of a charger, single bad probe readings, cell counts.

import { describe, expect, it } from '@jest/globals';
import { createCellFall } from '../../../src/sampling/cellFall';
import { createRig } from '../../support/rig';

describe('calibration', () => {
  it('SAMP-001 one gain corrects cells and stack, another gain and an offset the current', () => {
    const rig = createRig({ cellMillivolts: 3_300 });
    rig.run(1_000);
    rig.knobs.milliamps = -10_000;
    expect(
      rig.settings.write(
        { voltageGainPpm: 1_010_000, currentGainPpm: 1_100_000, currentOffsetMicroamps: 50_000 },
        'calibrate',
      ),
    ).toBeUndefined();
    rig.run(500);
    const { cells, current } = rig.bms.facts.sample;
    expect(cells.millivolts[0]).toBe(3_333);
    expect(cells.stackMillivolts).toBe(53_328);
    expect(current.microamps).toBe(-10_950_000);
    expect(current.milliamps).toBe(-10_950);
  });

  it('SAMP-001 a new gain is no jump of the cells, but what follows it is measured anew before anything closes', () => {
    const rig = createRig({ cellMillivolts: 3_300 });
    rig.run(8_050);
    expect(rig.driven).not.toBe(0);
    rig.settings.write({ voltageGainPpm: 960_000 }, 'calibrate');
    rig.run(50);
    expect(rig.bms.facts.sample.whole).toBe(false);
    expect(rig.driven).toBe(0);
    rig.run(8_000);
    expect(rig.bms.facts.sample.cells.rejected).toBe(0);
    expect(rig.driven).not.toBe(0);
  });
});

describe('the age of readings', () => {
  it('SAMP-002 a group is stale after a second of silence, temperatures after three', () => {
    const rig = createRig();
    rig.run(2_050);
    rig.knobs.cellsAnswer = false;
    rig.knobs.temperaturesAnswer = false;
    rig.run(900);
    expect(rig.bms.facts.sample.cells.valid).toBe(true);
    rig.run(500);
    expect(rig.bms.facts.sample.cells.valid).toBe(false);
    expect(rig.bms.facts.sample.temperatures.valid).toBe(true);
    rig.run(2_700);
    expect(rig.bms.facts.sample.temperatures.valid).toBe(false);
  });

  it('SAMP-002 silence is counted from the start when nothing ever answers, and the count ends at an hour', () => {
    const rig = createRig();
    rig.knobs.currentAnswers = false;
    rig.run(1_500);
    expect(rig.bms.facts.sample.current.silentMs).toBe(1_450);
    rig.knobs.nowMs += 3 * 3_600_000;
    rig.run(100);
    const ended = rig.bms.facts.sample.current.silentMs;
    expect(ended).toBeGreaterThanOrEqual(3_600_000);
    rig.knobs.nowMs += 0x7fffffff;
    rig.run(100);
    expect(rig.bms.facts.sample.current.silentMs).toBe(ended);
  });
});

describe('a charger', () => {
  it('SAMP-004 is present when K+ has shown it for 1 s, and gone when it has not for 5 s', () => {
    const rig = createRig();
    rig.run(1_000);
    rig.knobs.charger = true;
    rig.run(950);
    expect(rig.bms.facts.sample.chargerPresent).toBe(false);
    rig.run(100);
    expect(rig.bms.facts.sample.chargerPresent).toBe(true);
    rig.knobs.charger = false;
    rig.run(4_900);
    rig.knobs.charger = true;
    rig.run(50);
    rig.knobs.charger = false;
    rig.run(4_950);
    expect(rig.bms.facts.sample.chargerPresent).toBe(true);
    rig.run(150);
    expect(rig.bms.facts.sample.chargerPresent).toBe(false);
  });

  it('SAMP-004 is present at once when more than 0.5 A flow into the pack', () => {
    const rig = createRig();
    rig.run(1_000);
    rig.knobs.milliamps = 500;
    rig.run(2_000);
    expect(rig.bms.facts.sample.chargerPresent).toBe(false);
    rig.knobs.milliamps = 501;
    rig.run(50);
    expect(rig.bms.facts.sample.chargerPresent).toBe(true);
  });
});

describe('one bad probe reading', () => {
  it.each([150, 350])(
    'SAMP-005 a jump to %d deci-degrees within a second does not count, and loses nothing',
    (jump) => {
      const rig = createRig();
      rig.run(8_000);
      rig.knobs.probeDeciCelsius[0] = jump;
      rig.run(1_000);
      expect(rig.bms.facts.sample.temperatures.present).toBe(0b110);
      rig.knobs.probeDeciCelsius[0] = 250;
      rig.run(1_000);
      rig.run(2_000);
      expect(rig.bms.facts.sample.temperatures.present).toBe(0b111);
      expect(rig.bms.facts.verdict.tripped).toBe(0);
    },
  );
});

describe('the fall of the lowest cell', () => {
  it('SAMP-006 is measured over ten seconds of rest and starts anew with every current', () => {
    const fall = createCellFall();
    let lowest = 3_300;
    for (let scan = 0; scan < 40; scan += 1) expect(fall.watch(lowest, true)).toBe(0);
    for (let scan = 0; scan < 20; scan += 1) fall.watch((lowest -= 10), true);
    expect(fall.watch(lowest, true)).toBe(200);
    expect(fall.watch(lowest, false)).toBe(0);
    expect(fall.watch(lowest - 10, true)).toBe(0);
    expect(fall.watch(lowest - 30, true)).toBe(20);
  });

  it('SAMP-006 forgets what is older than ten seconds', () => {
    const fall = createCellFall();
    fall.watch(3_500, true);
    let seen = 0;
    for (let scan = 0; scan < 60; scan += 1) seen = fall.watch(3_300, true);
    expect(seen).toBe(0);
  });
});
