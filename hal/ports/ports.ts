// All ports of one board together: what a composition root hands to the firmware.

import type { CellMonitor } from './cellMonitor';
import type { Clock } from './clock';
import type { Heartbeat } from './heartbeat';
import type { Restart } from './restart';
import type { ShortCircuitLatch } from './shortCircuitLatch';
import type { ShuntMonitor } from './shuntMonitor';
import type { Signals } from './signals';
import type { SupplyMonitor } from './supplyMonitor';
import type { Switches } from './switches';
import type { Thermometers } from './thermometers';

export interface Ports {
  readonly clock: Clock;
  readonly cellMonitor: CellMonitor;
  readonly shuntMonitor: ShuntMonitor;
  readonly thermometers: Thermometers;
  readonly supplyMonitor: SupplyMonitor;
  readonly shortCircuitLatch: ShortCircuitLatch;
  readonly switches: Switches;
  readonly signals: Signals;
  readonly heartbeat: Heartbeat;
  readonly restart: Restart;
}
