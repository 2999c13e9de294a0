// A firmware at work for the measuring programs: 25 cells, both paths closed, a load, a minute behind it.

import type { Board } from '../../hal/ports/board';
import { BASE_PERIOD_MS, createBms, type Bms } from '../../src/bms';
import { CHARGE, DISCHARGE } from '../../src/model/outputs';
import { createSettings, type Settings } from '../../src/settings/store';
import { liveBytes } from './measure';
import { createQuietPorts, type QuietPorts } from './quietPorts';

export const CELLS = 25;
const TICKS_PER_SECOND = 1_000 / BASE_PERIOD_MS;

export interface AtWork {
  readonly bms: Bms;
  readonly quiet: QuietPorts;
  readonly tick: () => void;
  /** RAM of settings and firmware together, after a minute, without ports and program. */
  readonly bytes: number;
}

export function commissioned(board: Board): Settings {
  const settings = createSettings(board);
  const refusal =
    settings.write({ cellCount: CELLS, capacityMilliampHours: 280_000 }, 'operate') ??
    settings.applyPreset('lfp', 'safe') ??
    settings.write({ chargeSwitch: 1, dischargeSwitch: 1 }, 'operate');
  if (refusal !== undefined) throw new Error(refusal.message);
  return settings;
}

export function atWork(board: Board): AtWork {
  const quiet = createQuietPorts(CELLS);
  const before = liveBytes();
  const bms = createBms(quiet.ports, board, commissioned(board));

  function tick(): void {
    bms.tick();
    quiet.nowMs = (quiet.nowMs + BASE_PERIOD_MS) | 0;
  }

  // No load until the pre-charge is done.
  for (let ticks = 0; ticks < 60 * TICKS_PER_SECOND; ticks += 1) {
    if (ticks === 30 * TICKS_PER_SECOND) quiet.milliamps = -10_000;
    tick();
  }
  const closed = CHARGE | DISCHARGE;
  if (bms.failure !== undefined || (quiet.ports.switches.readBack() & closed) !== closed) {
    throw new Error(`the pack is not at work: ${bms.failure ?? 'switches open'}`);
  }
  return { bms, quiet, tick, bytes: liveBytes() - before };
}
