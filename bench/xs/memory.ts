// What each part of the firmware keeps in RAM, in the order in which they are made.

import { simulated } from '../../hal/boards/simulated';
import { sharedLevels } from '../../protection/limits';
import { createProtection } from '../../protection/engine';
import { rules } from '../../protection/rules';
import { createActuation } from '../../src/actuation/actuation';
import { createBms } from '../../src/bms';
import { createEstimation } from '../../src/estimation/estimation';
import { createEventLog } from '../../src/events/eventLog';
import { packScale } from '../../src/model/packScale';
import { createSampling } from '../../src/sampling/sampling';
import { createSettings } from '../../src/settings/store';
import { xsHost } from '../../tests/xs/xsHost';
import { live, type Live } from './measure';
import { createQuietPorts } from './quietPorts';

const CELLS = 25;

/** Everything made so far, so that nothing of it is collected. */
const kept: unknown[] = new Array<unknown>(32).fill(undefined);
let parts = 0;
let before: Live;

function grown<T>(name: string, make: () => T): T {
  const made = make();
  kept[parts] = made;
  parts += 1;
  const now = live();
  const slots = now.slotBytes - before.slotBytes;
  const chunks = now.chunkBytes - before.chunkBytes;
  xsHost.print(JSON.stringify([name, slots, chunks, slots + chunks]));
  before = live();
  return made;
}

export default function measureMemory(): void {
  before = live();
  xsHost.print(
    JSON.stringify(['this program', before.slotBytes, before.chunkBytes, before.slotBytes + before.chunkBytes]),
  );
  const { ports } = grown('fake ports', () => createQuietPorts(CELLS));
  const settings = grown('settings', () => createSettings(simulated));
  grown('settings: first written', () =>
    settings.write({ cellCount: CELLS, capacityMilliampHours: 280_000 }, 'operate'),
  );
  grown('settings: preset', () => settings.applyPreset('lfp', 'safe'));
  grown('settings: switches', () => settings.write({ chargeSwitch: 1, dischargeSwitch: 1 }, 'operate'));
  const { values } = settings;
  grown('event log', () => createEventLog());
  const sampling = grown('sampling', () => createSampling(ports));
  grown('sampling: configured', () => sampling.configure(values, packScale(values.capacityMilliampHours)));
  const estimation = grown('estimation', () => createEstimation(simulated.ownMilliwatts));
  grown('estimation: configured', () => estimation.configure(values.capacityMilliampHours));
  const protection = grown('protection', () =>
    createProtection(rules, { tripped: () => undefined, released: () => undefined }),
  );
  grown('protection: configured', () => protection.configure(values));
  const actuation = grown('actuation', () => createActuation(ports, simulated, values));
  grown('actuation: configured', () => actuation.configure(values));
  grown('shared levels', () => sharedLevels(values));
  grown('and all of it again, as one BMS', () => createBms(ports, simulated, settings));
}
