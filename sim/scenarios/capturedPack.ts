// Cell voltages and balance-wire resistances that a real 25-cell board (JK_B2A25SRP) reported: read out of the cell-info
// frame in tests/esp32-ble-b2a25s-example-faker.yaml of the project syssi/esphome-jk-bms. Numbers only; cells from B- up.

import { deepFreeze } from '../../src/model/deepFreeze';

// prettier-ignore
export const CAPTURED_CELL_MILLIVOLTS: readonly number[] = deepFreeze([
  3645, 3644, 3642, 3643, 3642, 3644, 3645, 3645, 3643, 3645, 3645, 3642, 3643,
  3645, 3642, 3644, 3642, 3644, 3643, 3645, 3645, 3645, 3645, 3645, 3642,
]);

// prettier-ignore
export const CAPTURED_WIRE_MILLIOHMS: readonly number[] = deepFreeze([
  67, 64, 63, 61, 58, 56, 54, 52, 50, 48, 47, 45, 45,
  47, 48, 50, 51, 53, 56, 57, 59, 62, 64, 65, 67,
]);
