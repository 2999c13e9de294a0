// Missing data, settings and supplies (domain reference 3.1, 3.2): silence trips, it never clears.

import { describe, expect, it } from '@jest/globals';
import { rules } from '../../protection/rules';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createRig, type Knobs } from '../support/rig';

function settled() {
  const rig = createRig();
  rig.run(8_000);
  expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  return rig;
}

type Answer = 'cellsAnswer' | 'currentAnswers' | 'temperaturesAnswer' | 'supplyAnswers';

describe('silence', () => {
  it.each([
    ['PROT-028', 'cellsSilent', 'cellsAnswer', 2_000],
    ['PROT-029', 'currentSilent', 'currentAnswers', 2_000],
    ['PROT-030', 'temperaturesSilent', 'temperaturesAnswer', 5_000],
    ['PROT-031', 'supplySilent', 'supplyAnswers', 2_000],
  ] as const)('%s %s opens everything in time and needs 5 s of answers', (_, fault, answer: Answer, limitMs) => {
    const rig = settled();
    const knobs: Pick<Knobs, Answer> = rig.knobs;
    knobs[answer] = false;
    const ms = rig.until(() => rig.tripped(fault), 10_000);
    expect(ms).toBeGreaterThan(limitMs - 1_050);
    expect(ms).toBeLessThanOrEqual(limitMs + 100);
    expect(rig.driven).toBe(0);
    knobs[answer] = true;
    rig.run(4_900);
    expect(rig.tripped(fault)).toBe(true);
    rig.run(1_300);
    expect(rig.tripped(fault)).toBe(false);
  });

  it('PROT-028 three scans lost in a row are borne', () => {
    const rig = settled();
    rig.knobs.cellsAnswer = false;
    rig.run(750);
    rig.knobs.cellsAnswer = true;
    rig.run(2_000);
    expect(rig.bms.facts.verdict.tripped).toBe(0);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  });

  it('PROT-028 a front end that never answers keeps everything open', () => {
    const rig = createRig();
    rig.knobs.cellsAnswer = false;
    rig.run(60_000);
    expect(rig.tripped('cellsSilent')).toBe(true);
    expect(rig.bms.facts.sample.whole).toBe(false);
    expect(rig.driven).toBe(0);
  });

  it('PROT-028 an hour of silence is still silence, beyond every wrap of the clock', () => {
    const rig = settled();
    rig.knobs.cellsAnswer = false;
    rig.run(5_000);
    for (let days = 0; days < 60; days += 10) {
      rig.knobs.nowMs += 10 * 86_400_000;
      rig.run(1_000);
      expect(rig.tripped('cellsSilent')).toBe(true);
      expect(rig.driven).toBe(0);
    }
  });

  it('PROT-003 missing data clears no trip', () => {
    const rig = settled();
    rig.setCells(3_050);
    rig.run(1_000);
    rig.setCells(2_800);
    rig.run(1_000);
    rig.setCells(2_590);
    rig.run(3_000);
    expect(rig.tripped('cellUndervoltage')).toBe(true);
    rig.knobs.cellsAnswer = false;
    rig.run(120_000);
    expect(rig.tripped('cellUndervoltage')).toBe(true);
  });

  it('PROT-003 time that passed unseen does not count towards a release', () => {
    const rig = settled();
    for (const level of [3_050, 2_800, 2_590]) {
      rig.setCells(level);
      rig.run(3_000);
    }
    rig.setCells(2_810);
    rig.run(1_500);
    rig.knobs.cellsAnswer = false;
    rig.run(750);
    rig.knobs.cellsAnswer = true;
    rig.run(1_000);
    expect(rig.tripped('cellUndervoltage')).toBe(true);
    rig.run(1_500);
    expect(rig.tripped('cellUndervoltage')).toBe(false);
  });
});

describe('settings', () => {
  it('PROT-033 a device from the factory closes nothing and asks for a chemistry', () => {
    const rig = createRig({ cells: 16, factory: true });
    expect(rig.settings.write({ cellCount: 16, chargeSwitch: 1, dischargeSwitch: 1 }, 'operate')).toBeUndefined();
    rig.run(20_000);
    expect(rig.tripped('chemistryUnset')).toBe(true);
    expect(rig.driven).toBe(0);
  });

  it('PROT-033 a pack smaller than the factory count is not taken for an empty one', () => {
    const rig = createRig({ cells: 16, factory: true });
    rig.run(20_000);
    const tripped = rules.filter((rule) => rig.tripped(rule.fault)).map((rule) => rule.fault);
    expect(tripped).toEqual(['cellCountWrong', 'chemistryUnset']);
  });

  it('PROT-032 settings that cannot be trusted close nothing until a preset is chosen', () => {
    const rig = settled();
    rig.settings.restore({ nonsense: true });
    rig.run(20_000);
    expect(rig.tripped('settingsLost')).toBe(true);
    expect(rig.driven).toBe(0);
    expect(rig.settings.write({ cellCount: 16 }, 'operate')).toBeUndefined();
    rig.run(1_000);
    expect(rig.tripped('settingsLost')).toBe(true);
    expect(rig.settings.applyPreset('lfp', 'safe')).toBeUndefined();
    rig.run(1_000);
    expect(rig.tripped('settingsLost')).toBe(false);
  });
});

describe('supply', () => {
  it.each([
    ['PROT-047', 'supplyLow', 'supplyMillivolts', 12_000, -1, 50_000],
    ['PROT-048', 'supplyHigh', 'supplyMillivolts', 110_000, 1, 50_000],
    ['PROT-049', 'coilSupplyLow', 'coilMillivolts', 9_000, -1, 12_000],
  ] as const)(
    '%s %s trips beyond its limit after 100 ms and needs 5 s of good supply',
    (_, fault, knob, limit, sign, good) => {
      const rig = settled();
      rig.knobs[knob] = limit;
      rig.run(10_000);
      expect(rig.tripped(fault)).toBe(false);
      rig.knobs[knob] = limit + sign;
      const ms = rig.until(() => rig.tripped(fault), 1_000);
      expect(ms).toBeGreaterThanOrEqual(100);
      expect(ms).toBeLessThanOrEqual(200);
      expect(rig.driven).toBe(0);
      rig.knobs[knob] = good;
      rig.run(4_900);
      expect(rig.tripped(fault)).toBe(true);
      rig.run(300);
      expect(rig.tripped(fault)).toBe(false);
    },
  );
});
