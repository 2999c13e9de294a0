// What can break in the plant itself: cells, contactors, wiring, supplies.

import { amount, CELL, numberOf } from './faultRow';
import type { ChoiceParameter, FaultParameters, FaultRow } from './faultRow';
import type { ContactorName } from './world/world';

const CONTACTOR: ChoiceParameter = {
  name: 'which',
  help: 'Contactor.',
  choices: ['charge', 'discharge', 'precharge'],
};

export const PLANT_FAULTS: readonly FaultRow[] = [
  {
    id: 'deadShort',
    help: 'A short across the load terminals.',
    parameters: [
      amount('milliohms', 'Resistance of the short.', 0.1, 1000, 5),
      amount('microhenries', 'Inductance of its loop.', 0.1, 1000, 5),
    ],
    apply: ({ world }, given) =>
      world.setDeadShort(numberOf(given, 'milliohms') / 1000, numberOf(given, 'microhenries') / 1e6),
    remove: ({ world }) => world.setDeadShort(null),
  },
  {
    id: 'softShort',
    help: 'An internal short that drains one cell.',
    parameters: [CELL, amount('milliamps', 'Its current.', 1, 100_000, 200)],
    apply: ({ world }, given) => world.setSoftShort(numberOf(given, 'cell'), numberOf(given, 'milliamps') / 1000),
    remove: ({ world }, given) => world.setSoftShort(numberOf(given, 'cell'), 0),
  },
  {
    id: 'contactorWelded',
    help: 'A contactor whose contacts conduct whatever its coil does.',
    parameters: [CONTACTOR],
    apply: ({ world }, given) => world.setWelded(contactorOf(given), true),
    remove: ({ world }, given) => world.setWelded(contactorOf(given), false),
  },
  {
    id: 'contactorStuckOpen',
    help: 'A contactor that does not make contact.',
    parameters: [CONTACTOR],
    apply: ({ world }, given) => world.setStuckOpen(contactorOf(given), true),
    remove: ({ world }, given) => world.setStuckOpen(contactorOf(given), false),
  },
  {
    id: 'hotPowerStage',
    help: 'The power stage is held at least this hot.',
    parameters: [amount('celsius', 'Temperature.', -40, 200, 110)],
    apply: ({ world }, given) => world.setPowerStageHeat(numberOf(given, 'celsius')),
    remove: ({ world }) => world.setPowerStageHeat(null),
  },
  {
    id: 'heatCell',
    help: 'One cell warms from inside, as before a thermal runaway.',
    parameters: [CELL, amount('kelvinPerSecond', 'Rate without losses.', 0.001, 50, 2)],
    apply: ({ world }, given) =>
      world.setCellHeat(numberOf(given, 'cell'), numberOf(given, 'kelvinPerSecond') * world.cellHeatCapacity),
    remove: ({ world }, given) => world.setCellHeat(numberOf(given, 'cell'), 0),
  },
  {
    id: 'coilRailLow',
    help: 'The rail that feeds the coils sags: below 9 V no contactor closes, below 5 V all open.',
    parameters: [amount('volts', 'Voltage of the rail.', 0, 60, 8)],
    apply: ({ world }, given) => world.setCoilVolts(numberOf(given, 'volts')),
    remove: ({ world }) => world.setCoilVolts(12),
  },
];

function contactorOf(parameters: FaultParameters): ContactorName {
  return parameters['which'] as ContactorName;
}
