// The JSON schema of `GET /api/state`, made from the same tables as the state itself, so that neither a setting nor a
// telemetry point nor an alarm can be in one and not in the other.

import { rules } from '../../protection/rules';
import { MAXIMUM_CELLS, MAXIMUM_PROBES } from '../../src/model/sample';
import { settingRows, textRows } from '../../src/settings/rows';
import { alarms } from '../../src/telemetry/alarms';
import { points, type Point } from '../../src/telemetry/points';

export type Schema = Readonly<Record<string, unknown>>;

export function stateSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Evencell simulator: GET /api/state',
    ...object({
      time: object({
        simulatedSeconds: number('Since the start of the simulation.', { minimum: 0 }),
        speed: number('Simulated seconds wanted per real second; 0 while paused, what there is at full speed.', {
          minimum: 0,
        }),
        effectiveSpeed: number('Simulated seconds there really were lately per real second.', { minimum: 0 }),
      }),
      truth: truthSchema(),
      telemetry: object(Object.fromEntries(points.map((point) => [point.key, pointSchema(point)]))),
      faults: {
        type: 'array',
        description: 'Protection rules tripped now.',
        items: { type: 'string', enum: rules.map((rule) => rule.fault) },
      },
      alarms: object(Object.fromEntries(alarms.map((alarm) => [alarm, { type: 'boolean' }]))),
      switches: object({
        charge: flag('Charging is wanted by the user.'),
        discharge: flag('Discharging is wanted by the user.'),
        balance: flag('Balancing is wanted by the user.'),
      }),
      settings: settingsSchema(),
      device: object({
        model: text('The model as clients of this family know it.'),
        hardwareVersion: text('The hardware version that clients are told.'),
        softwareVersion: text('The software version that clients are told.'),
        name: text('The name under which the device is found.'),
      }),
      notice: { type: ['string', 'null'], description: 'What a person has to be told before anything else.' },
    }),
  };
}

function truthSchema(): Schema {
  return object({
    chemistry: { type: 'string', enum: ['lfp', 'nmc', 'lto'] },
    cellVolts: list(number('Terminal voltage of each cell.'), MAXIMUM_CELLS),
    cellSoc: list(number('State of charge of each cell, 0 to 1.'), MAXIMUM_CELLS),
    packVolts: number('The whole stack.'),
    packAmps: number('Through the shunt, positive while charging.'),
    probeCelsius: list({ type: ['number', 'null'], description: 'Null where no probe is fitted.' }, MAXIMUM_PROBES),
    boardCelsius: number('The power stage.'),
    balanceAmps: number('Into the cell under balance.'),
    wireOhms: list(number('Balance wire of each cell.'), MAXIMUM_CELLS),
    contactors: object({
      charge: flag('Really conducting.'),
      discharge: flag('Really conducting.'),
      precharge: flag('Really conducting.'),
    }),
    heaterOn: flag('The heater really heats.'),
  });
}

function pointSchema({ unit, help, each }: Point): Schema {
  const value = { type: ['integer', 'null'], description: `${help} Unit: ${unit}.` };
  if (each === undefined) return value;
  return list(value, each === 'cell' ? MAXIMUM_CELLS : MAXIMUM_PROBES);
}

function settingsSchema(): Schema {
  const numbers: [string, Schema][] = settingRows.map(({ key, unit, min, max, help }) => [
    key,
    { type: 'integer', minimum: min, maximum: max, description: unit === '' ? help : `${help} Unit: ${unit}.` },
  ]);
  const texts: [string, Schema][] = textRows.map(({ key, minBytes, maxBytes, help }) => [
    key,
    { type: 'string', minLength: minBytes, maxLength: maxBytes, description: help },
  ]);
  return object(Object.fromEntries([...numbers, ...texts]));
}

function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

function list(items: Schema, maxItems: number): Schema {
  return { type: 'array', items, maxItems };
}

function number(description: string, bounds: Schema = {}): Schema {
  return { type: 'number', description, ...bounds };
}

function flag(description: string): Schema {
  return { type: 'boolean', description };
}

function text(description: string): Schema {
  return { type: 'string', description };
}
