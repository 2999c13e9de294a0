// The tick as a whole: its schedule, its behaviour at stalls, and what it does when the firmware itself is wrong.

import { describe, expect, it } from '@jest/globals';
import type { Ports } from '../../hal/ports/ports';
import { ENGINE_ABORT } from '../../hal/ports/restart';
import { BOOTED, FAILED } from '../../src/events/eventLog';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createRig, type Rig } from '../support/rig';

/** Counts how often each port is asked. */
function counting() {
  const asked = { cells: 0, current: 0, temperatures: 0 };
  const rig = createRig({
    ports: (ports: Ports): Ports => ({
      ...ports,
      cellMonitor: { ...ports.cellMonitor, sample: (into) => ((asked.cells += 1), ports.cellMonitor.sample(into)) },
      shuntMonitor: {
        ...ports.shuntMonitor,
        sample: (into) => ((asked.current += 1), ports.shuntMonitor.sample(into)),
      },
      thermometers: {
        ...ports.thermometers,
        sample: (into) => ((asked.temperatures += 1), ports.thermometers.sample(into)),
      },
    }),
  });
  return { asked, rig };
}

describe('the schedule', () => {
  it('BMS-001 reads current every 50 ms, cells every 250 ms and temperatures every second', () => {
    const { asked, rig } = counting();
    rig.run(60_000);
    expect(asked).toEqual({ current: 1_200, cells: 240, temperatures: 60 });
  });

  it('BMS-001 does not drift when ticks come late, and does not catch up after a stall', () => {
    const { asked, rig } = counting();
    for (let tick = 0; tick < 1_000; tick += 1) {
      rig.bms.tick();
      rig.knobs.nowMs += tick % 2 === 0 ? 37 : 63;
    }
    expect(asked.cells).toBeGreaterThanOrEqual(199);
    expect(asked.cells).toBeLessThanOrEqual(201);
    const before = asked.cells;
    rig.knobs.nowMs += 5_000;
    rig.run(1_000);
    expect(asked.cells - before).toBeLessThanOrEqual(5);
  });

  it('BMS-001 cells, temperatures and what is slow never share a tick, neither from the start nor after a stall', () => {
    const { asked, rig } = counting();
    const { estimate } = rig.bms.facts;
    const runs = { cells: 0, temperatures: 0, slow: 0 };
    const watch = (ticks: number) => {
      for (let tick = 0; tick < ticks; tick += 1) {
        const before = { ...asked, remaining: estimate.remainingMilliampHours };
        rig.bms.setRemaining(before.remaining < 15_000 ? 20_000 : 10_000);
        const place = rig.knobs.nowMs % 1_000;
        rig.run(50);
        if (asked.cells !== before.cells) runs.cells += expectPlace(place % 250, 0);
        if (asked.temperatures !== before.temperatures) runs.temperatures += expectPlace(place, 100);
        if (estimate.remainingMilliampHours !== before.remaining) runs.slow += expectPlace(place, 150);
      }
    };
    const expectPlace = (place: number, due: number) => {
      expect(place).toBe(due);
      return 1;
    };
    watch(200);
    expect(runs).toEqual({ cells: 40, temperatures: 10, slow: 10 });
    rig.knobs.nowMs += 4_600;
    rig.run(400);
    watch(200);
    expect(runs).toEqual({ cells: 80, temperatures: 20, slow: 20 });
  });

  it('BMS-001 keeps its schedule across the wrap of the clock', () => {
    const rig = createRig({ startMs: 0x7fffffff - 30_000 });
    rig.run(60_000);
    expect(rig.bms.facts.verdict.tripped).toBe(0);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
    expect(rig.bms.uptime.seconds).toBe(59);
  });
});

describe('a stall', () => {
  it('PROT-017 time that passed unseen counts towards a trip', () => {
    const rig = createRig({
      settings: { dischargeOvercurrentTripMilliamps: 50_000, dischargeOvercurrentDelaySeconds: 10 },
    });
    rig.run(8_000);
    rig.knobs.milliamps = -60_000;
    rig.setCells(3_290);
    rig.run(3_000);
    rig.knobs.nowMs += 7_000;
    rig.run(50);
    expect(rig.tripped('dischargeOvercurrent')).toBe(true);
  });
});

describe('a failure of our own', () => {
  function failing(): Rig {
    let broken = false;
    const rig = createRig({
      ports: (ports) => ({
        ...ports,
        thermometers: {
          probes: 3,
          sample(into) {
            if (broken) throw new Error('thermometers: broken invariant');
            return ports.thermometers.sample(into);
          },
        },
      }),
    });
    rig.run(8_000);
    expect(rig.on(CHARGE | DISCHARGE)).toBe(true);
    broken = true;
    return rig;
  }

  it('BMS-002 opens everything, keeps the reason and starves the heartbeat; the tick never throws', () => {
    const rig = failing();
    const beats = rig.beats;
    rig.run(2_000);
    expect(rig.driven).toBe(0);
    expect(rig.bms.failure).toBe('thermometers: broken invariant');
    expect(rig.beats - beats).toBeLessThanOrEqual(20);
    const last = rig.bms.events.read().at(-1);
    expect(last?.kind).toBe(FAILED);
  });

  it('BMS-002 does not throw when the drivers are what fails: the heartbeat ends, and the coil supply with it', () => {
    let broken = false;
    const rig = createRig({
      ports: (ports) => ({
        ...ports,
        switches: {
          readBack: ports.switches.readBack,
          drive(outputs) {
            if (broken) throw new Error('drivers: broken invariant');
            return ports.switches.drive(outputs);
          },
        },
      }),
    });
    rig.run(8_000);
    broken = true;
    const beats = rig.beats;
    rig.run(2_000);
    expect(rig.bms.failure).toBe('drivers: broken invariant');
    expect(rig.beats).toBe(beats);
    expect(rig.bms.events.read().at(-1)?.kind).toBe(FAILED);
  });

  it('BMS-002 stays failed', () => {
    const rig = failing();
    rig.run(2_000);
    const beats = rig.beats;
    rig.run(60_000);
    expect(rig.driven).toBe(0);
    expect(rig.beats).toBe(beats);
  });

  it('BMS-004 the next start drives nothing before a whole sample, and its first event keeps the reason', () => {
    const rig = createRig({ restart: { reason: ENGINE_ABORT, detail: 1 } });
    rig.knobs.cellsAnswer = false;
    rig.run(1_000);
    expect(rig.driven).toBe(0);
    expect(rig.bms.events.read()[0]).toMatchObject({ kind: BOOTED, subject: ENGINE_ABORT, value: 1, outputs: 0 });
  });

  it('BMS-003 beats in every tick while all is well', () => {
    const rig = createRig();
    rig.run(10_000);
    expect(rig.beats).toBe(200);
  });
});
