// Temperature rules against domain reference 3.2: thresholds of the safe LFP preset, delays of 2 s, releases of 5 s.

import { describe, expect, it } from '@jest/globals';
import { PROBE_OPEN, PROBE_SHORTED } from '../../hal/ports/thermometers';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createRig, type Rig, type RigOptions } from '../support/rig';

const POWER_STAGE = 3;

function settled(options: RigOptions = {}, deciCelsius = 250) {
  const rig = createRig(options);
  for (let probe = 0; probe < 3; probe += 1) rig.knobs.probeDeciCelsius[probe] = deciCelsius;
  rig.run(8_000);
  expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  return rig;
}

/** Moves all cell probes by 1 K a second at most, as cells do. */
function driftTo(rig: Rig, deciCelsius: number): void {
  while (rig.knobs.probeDeciCelsius[0] !== deciCelsius) {
    for (let probe = 0; probe < 3; probe += 1) {
      const away = deciCelsius - rig.knobs.probeDeciCelsius[probe];
      rig.knobs.probeDeciCelsius[probe] += Math.max(-8, Math.min(8, away));
    }
    rig.run(1_000);
  }
}

describe('temperature limits', () => {
  it.each([
    ['PROT-036', 'chargeOvertemperature', 550, 1, 500, CHARGE, DISCHARGE],
    ['PROT-037', 'chargeUndertemperature', 0, -1, 50, CHARGE, DISCHARGE],
    ['PROT-038', 'dischargeOvertemperature', 600, 1, 550, DISCHARGE, 0],
    ['PROT-039', 'dischargeUndertemperature', -200, -1, -150, DISCHARGE, 0],
  ] as const)(
    '%s %s trips beyond its limit after 2 s and releases 5 s behind the other',
    (_, fault, limit, sign, release, off, on) => {
      const rig = settled();
      driftTo(rig, limit - sign);
      driftTo(rig, limit);
      rig.run(10_000);
      expect(rig.tripped(fault)).toBe(false);
      rig.knobs.probeDeciCelsius[1] = limit + sign;
      const ms = rig.until(() => rig.tripped(fault), 10_000);
      expect(ms).toBeGreaterThanOrEqual(2_000);
      expect(ms).toBeLessThanOrEqual(2_000 + 1_000 + 50);
      expect(rig.on(off)).toBe(false);
      expect(rig.on(on)).toBe(true);
      driftTo(rig, release);
      rig.run(20_000);
      expect(rig.tripped(fault)).toBe(true);
      driftTo(rig, release - sign);
      rig.run(3_000);
      expect(rig.tripped(fault)).toBe(true);
      rig.run(3_100);
      expect(rig.tripped(fault)).toBe(false);
    },
  );

  it('PROT-037 half a kelvin of wobble around the limit is one trip', () => {
    const rig = settled({}, 10);
    let trips = 0;
    let was = false;
    for (let second = 0; second < 60; second += 1) {
      for (let probe = 0; probe < 3; probe += 1) rig.knobs.probeDeciCelsius[probe] = second % 6 < 3 ? -5 : 5;
      rig.run(1_000);
      if (rig.tripped('chargeUndertemperature') && !was) trips += 1;
      was = rig.tripped('chargeUndertemperature');
    }
    expect(trips).toBe(1);
  });

  it('PROT-040 probes more than 15 K apart for 30 s are a warning and withhold nothing', () => {
    const rig = settled();
    for (let deciCelsius = 250; deciCelsius <= 401; deciCelsius += 8) {
      rig.knobs.probeDeciCelsius[0] = deciCelsius;
      rig.run(1_000);
    }
    rig.knobs.probeDeciCelsius[0] = 401;
    rig.run(29_000);
    expect(rig.tripped('probesDiffer')).toBe(false);
    rig.run(3_000);
    expect(rig.tripped('probesDiffer')).toBe(true);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  });

  it('PROT-044 a power stage hotter than 100 degC opens everything until it is below 80', () => {
    const rig = settled();
    rig.knobs.probeDeciCelsius[POWER_STAGE] = 1_000;
    rig.run(5_000);
    expect(rig.tripped('powerStageOvertemperature')).toBe(false);
    rig.knobs.probeDeciCelsius[POWER_STAGE] = 1_001;
    rig.run(3_100);
    expect(rig.tripped('powerStageOvertemperature')).toBe(true);
    expect(rig.driven).toBe(0);
    rig.knobs.probeDeciCelsius[POWER_STAGE] = 800;
    rig.run(10_000);
    expect(rig.tripped('powerStageOvertemperature')).toBe(true);
    rig.knobs.probeDeciCelsius[POWER_STAGE] = 799;
    rig.run(1_100);
    expect(rig.tripped('powerStageOvertemperature')).toBe(false);
  });

  it('PROT-044 a power stage without a probe has no opinion', () => {
    const rig = createRig();
    rig.knobs.probeCondition[POWER_STAGE] = PROBE_OPEN;
    rig.run(10_000);
    expect(rig.bms.facts.verdict.tripped).toBe(0);
  });
});

describe('thermal runaway', () => {
  it('PROT-041 a cell that warms by more than 1 K/s for 3 s opens everything until cleared by hand', () => {
    const rig = settled();
    for (let second = 0; second < 6; second += 1) {
      rig.knobs.probeDeciCelsius[2] += 11;
      rig.run(1_000);
    }
    expect(rig.tripped('thermalRunawayRise')).toBe(true);
    expect(rig.driven).toBe(0);
    rig.run(60_000);
    expect(rig.tripped('thermalRunawayRise')).toBe(true);
    rig.bms.clearByHand();
    rig.run(8_000);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  });

  it('PROT-041 exactly 1 K/s does not', () => {
    const rig = settled();
    for (let second = 0; second < 15; second += 1) {
      rig.knobs.probeDeciCelsius[2] += 10;
      rig.run(1_000);
    }
    expect(rig.tripped('thermalRunawayRise')).toBe(false);
  });

  it('PROT-042 a cell hotter than 80 degC opens everything until cleared by hand', () => {
    const rig = settled();
    driftTo(rig, 801);
    rig.run(3_000);
    expect(rig.tripped('thermalRunawayHot')).toBe(true);
    expect(rig.driven).toBe(0);
    driftTo(rig, 250);
    rig.run(10_000);
    expect(rig.tripped('thermalRunawayHot')).toBe(true);
  });

  it('PROT-043 a cell that loses more than 150 mV at rest while it warms opens everything', () => {
    const rig = settled();
    rig.run(12_000);
    for (let second = 0; second < 8; second += 1) {
      rig.knobs.cellMillivolts[6] -= 40;
      rig.knobs.probeDeciCelsius[1] += 4;
      rig.run(1_000);
    }
    expect(rig.tripped('thermalRunawayFall')).toBe(true);
    expect(rig.driven).toBe(0);
  });

  it.each([
    ['under load', -10_000, 4],
    ['without warming', 0, 0],
  ])('PROT-043 the same fall %s is no runaway', (_, milliamps, warming) => {
    const rig = settled();
    rig.knobs.milliamps = milliamps;
    rig.run(12_000);
    for (let second = 0; second < 8; second += 1) {
      rig.knobs.cellMillivolts[6] -= 40;
      rig.knobs.probeDeciCelsius[1] += warming;
      rig.run(1_000);
    }
    expect(rig.tripped('thermalRunawayFall')).toBe(false);
  });
});

describe('lost probes', () => {
  it.each([PROBE_OPEN, PROBE_SHORTED])(
    'PROT-045 a probe that fails (condition %d) stops charging after 2 s',
    (condition) => {
      const rig = settled();
      rig.knobs.probeCondition[1] = condition;
      const ms = rig.until(() => rig.tripped('probeLost'), 10_000);
      expect(ms).toBeGreaterThanOrEqual(2_000);
      expect(ms).toBeLessThanOrEqual(3_050);
      expect(rig.on(CHARGE)).toBe(false);
      rig.run(120_000);
      expect(rig.on(DISCHARGE)).toBe(true);
      rig.knobs.probeCondition[1] = 0;
      rig.run(9_500);
      expect(rig.tripped('probeLost')).toBe(true);
      rig.run(2_000);
      expect(rig.tripped('probeLost')).toBe(false);
    },
  );

  it.each([-451, 1_251])('PROT-045 %d deci-degrees is no temperature: the probe counts as lost', (deciCelsius) => {
    const rig = settled();
    rig.knobs.probeDeciCelsius[0] = deciCelsius;
    rig.run(4_000);
    expect(rig.tripped('probeLost')).toBe(true);
  });

  it('PROT-045 a probe that is open from the start is absent, not lost', () => {
    const rig = createRig();
    rig.knobs.probeCondition[1] = PROBE_OPEN;
    rig.run(10_000);
    expect(rig.bms.facts.sample.temperatures.present).toBe(0b101);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
  });

  it('PROT-046 the last probe lost takes the load after 60 s', () => {
    const rig = settled();
    for (let probe = 0; probe < 3; probe += 1) rig.knobs.probeCondition[probe] = PROBE_OPEN;
    const ms = rig.until(() => !rig.on(DISCHARGE), 90_000);
    expect(ms).toBeGreaterThanOrEqual(60_000);
    expect(ms).toBeLessThanOrEqual(61_100);
  });

  it('PROT-046 a probe lost within 10 K of the discharge limit takes the load after 60 s', () => {
    const rig = settled({}, 400);
    driftTo(rig, 501);
    rig.knobs.probeCondition[2] = PROBE_OPEN;
    const ms = rig.until(() => !rig.on(DISCHARGE), 90_000);
    expect(ms).toBeGreaterThanOrEqual(60_000);
    expect(ms).toBeLessThanOrEqual(61_100);
  });

  it('PROT-036 a hot probe that is lost does not let the others clear its trip', () => {
    const rig = settled({}, 500);
    driftTo(rig, 480);
    for (let deciCelsius = 480; deciCelsius <= 551; deciCelsius += 8) {
      rig.knobs.probeDeciCelsius[0] = deciCelsius;
      rig.run(1_000);
    }
    rig.knobs.probeDeciCelsius[0] = 552;
    rig.run(4_000);
    expect(rig.tripped('chargeOvertemperature')).toBe(true);
    rig.knobs.probeCondition[0] = PROBE_OPEN;
    rig.run(60_000);
    expect(rig.tripped('chargeOvertemperature')).toBe(true);
  });

  it('SAMP-003 nothing closes while no cell probe is present', () => {
    const rig = createRig();
    for (let probe = 0; probe < 3; probe += 1) rig.knobs.probeCondition[probe] = PROBE_OPEN;
    rig.run(20_000);
    expect(rig.driven).toBe(0);
  });
});
